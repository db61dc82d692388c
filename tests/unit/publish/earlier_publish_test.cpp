// What earlier publishes mean, where the journal cannot say.
#include "publish/earlier_publish.hpp"

#include "publish/sqlite.hpp"
#include "support/journal_book.hpp"

#include <doctest/doctest.h>

using namespace mmf;
using namespace mmf::publish;
using namespace mmf::publish::test;

TEST_CASE("a journal that cannot be read does not say that nothing was published before")
{
    JournalBook book;
    REQUIRE(book.open().add(teapot_job(), Now));
    const TakeUp nobody = [](const JobRecord &) -> Result<void> { return fail(ErrorKind::Busy); };
    JobRecord job = teapot_job("job-2");
    REQUIRE(compare_with_earlier(*book.journal, job, {}, false, nobody));

    REQUIRE(Database::open(book.path).value().execute("ALTER TABLE job RENAME TO lost"));
    const auto after = compare_with_earlier(*book.journal, job, {}, false, nobody);
    REQUIRE_FALSE(after);
    CHECK(after.error().kind == ErrorKind::Journal);
}
