// The history: what is in it, asking the service about an upload, and forgetting one.
#include "support/engine_fixture.hpp"

#include "picture/file_facts.hpp"
#include "picture/jpeg.hpp"
#include "publish/thumbnail_folder.hpp"

#include <algorithm>
#include <cstddef>
#include <doctest/doctest.h>
#include <filesystem>
#include <fstream>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

using namespace mmf;
using namespace mmf::test;
using api::FileStatus;
using publish::JobEnded;
using publish::Phase;
using publish::Standing;
using publish::UploadChecked;
using publish::UploadRemoved;
using publish::UploadRow;
using publish::Uploads;
using publish::UploadsListed;

namespace {

const char *const StatusPath = "GET /api/v2/object/{id}/upload_status";

struct UploadsFixture : EngineFixture
{
    UploadsFixture() { link(); }

    Uploads listed(publish::Engine &whose, EventQueue &told)
    {
        whose.list_uploads();
        auto event = told.wait_for<UploadsListed>();
        REQUIRE(event);
        REQUIRE(event->uploads);
        return std::move(*event->uploads);
    }
    Uploads list() { return listed(engine(), events); }
    UploadRow only_row()
    {
        Uploads uploads = list();
        REQUIRE(uploads.rows.size() == 1);
        return uploads.rows[0];
    }
    Result<std::vector<publish::CheckedFile>> check(const std::string &job)
    {
        engine().check_upload(job);
        auto event = events.wait_for<UploadChecked>();
        REQUIRE(event);
        CHECK(event->job == job);
        return std::move(event->files);
    }
    std::optional<Error> remove(const std::string &job)
    {
        engine().remove_upload(job);
        auto event = events.wait_for<UploadRemoved>();
        REQUIRE(event);
        CHECK(event->job == job);
        return event->error;
    }
    // An upload of which one file has arrived.
    std::string leave_unfinished()
    {
        sandbox.add_fault("POST /api/v2/file#2+:429:3600");
        const JobEnded ended = publish_to_end(plate);
        REQUIRE(ended.is_resumable);
        sandbox.clear_faults();
        return ended.job;
    }

    TestPlate plate{numbered_meshes(2), "Vase"};
};

} // namespace

TEST_CASE("uploads: nothing was published yet")
{
    UploadsFixture fixture;
    const Uploads uploads = fixture.list();
    CHECK(uploads.rows.empty());
    CHECK(uploads.of_another == 0);
    CHECK(fixture.sandbox.requests().empty()); // no service is needed for it
}

TEST_CASE("uploads: one that arrived, with its pages")
{
    UploadsFixture fixture;
    const JobEnded ended = fixture.publish_to_end(fixture.plate);
    REQUIRE(ended.phase == Phase::Done);
    const UploadRow row = fixture.only_row();
    CHECK(row.job.id == ended.job);
    CHECK(row.job.name == "Vase");
    CHECK(row.standing == Standing::Done);
    CHECK(row.job.files == 2);
    CHECK(row.job.object_url == ended.object_url);
    CHECK(row.job.status_url == ended.status_url);
    CHECK_FALSE(row.kept);
}

TEST_CASE("uploads: the same published once more without asking is no upload of its own")
{
    UploadsFixture fixture;
    const JobEnded first = fixture.publish_to_end(fixture.plate);
    const JobEnded again = fixture.end_of(fixture.publish_now(fixture.plate));
    REQUIRE(again.published_before);
    CHECK(fixture.only_row().job.id == first.job);
}

TEST_CASE("uploads: the newest first, each as it stands, and one goes on from here")
{
    UploadsFixture fixture;
    const JobEnded done = fixture.publish_to_end(TestPlate(numbered_meshes(3), "Cup"));
    const std::string job = fixture.leave_unfinished();
    Uploads uploads = fixture.list();
    REQUIRE(uploads.rows.size() == 2);
    CHECK(uploads.rows[1].job.id == done.job);
    const UploadRow &row = uploads.rows[0];
    CHECK(row.job.id == job);
    CHECK(row.standing == Standing::CanGoOn);
    REQUIRE(row.kept);
    CHECK_FALSE(row.kept->is_held);
    const auto objects = fixture.sandbox.objects();
    CHECK(row.kept->bytes == objects.at(1).files[0].announced_bytes.value_or(0) +
                                 objects.at(1).files[1].announced_bytes.value_or(0));

    fixture.engine().resume(job);
    CHECK(fixture.end_of(job).phase == Phase::Done);
    uploads = fixture.list();
    CHECK(uploads.rows.at(0).standing == Standing::Done);
    CHECK_FALSE(uploads.rows.at(0).kept);
    CHECK(fixture.creates() == 2);
}

TEST_CASE("uploads: one that was refused, and one that was cancelled")
{
    UploadsFixture fixture;
    fixture.sandbox.add_fault("POST /api/v2/object#1:422");
    CHECK(fixture.publish_to_end(fixture.plate).phase == Phase::Failed);
    CHECK(fixture.only_row().standing == Standing::Failed);
    fixture.sandbox.add_fault("POST /api/v2/file#*:stop-reading");
    const std::string job = fixture.publish(fixture.plate);
    REQUIRE(fixture.wait_for_posts("/api/v2/file", 2));
    fixture.cancel(job);
    const Uploads uploads = fixture.list();
    REQUIRE(uploads.rows.size() == 2);
    CHECK(uploads.rows[0].standing == Standing::Cancelled);
    CHECK_FALSE(uploads.rows[0].kept);
}

TEST_CASE("uploads: under way here is under way elsewhere to another slicer, and neither forgets it")
{
    UploadsFixture fixture;
    fixture.sandbox.add_fault("POST /api/v2/file#*:stop-reading");
    const std::string job = fixture.publish(fixture.plate);
    REQUIRE(fixture.wait_for_posts("/api/v2/file", 2));
    CHECK(fixture.only_row().standing == Standing::UnderWay);
    const auto refused = fixture.remove(job);
    REQUIRE(refused);
    CHECK(refused->kind == ErrorKind::Busy);

    EventQueue others;
    {
        const auto other = fixture.another_engine(others);
        const Uploads uploads = fixture.listed(*other, others);
        REQUIRE(uploads.rows.size() == 1);
        CHECK(uploads.rows[0].standing == Standing::Elsewhere);
        other->remove_upload(job);
        const auto removed = others.wait_for<UploadRemoved>();
        REQUIRE(removed);
        REQUIRE(removed->error);
        CHECK(removed->error->kind == ErrorKind::Busy);
    }
    CHECK_FALSE(fixture.spool_is_empty());
    CHECK(fixture.only_row().standing == Standing::UnderWay);
}

TEST_CASE("uploads: what the service says of each file")
{
    UploadsFixture fixture;
    const std::string job = fixture.leave_unfinished();
    auto files = fixture.check(job);
    REQUIRE(files);
    REQUIRE(files->size() == 2);
    CHECK(std::count_if(files->begin(), files->end(),
                        [](const auto &file) { return file.status == FileStatus::Complete; }) == 1);
    CHECK(std::count_if(files->begin(), files->end(),
                        [](const auto &file) { return file.status == FileStatus::Pending; }) == 1);
    CHECK((*files)[0].filename != (*files)[1].filename);
    CHECK(fixture.only_row().standing == Standing::CanGoOn); // asking changes nothing

    fixture.engine().resume(job);
    REQUIRE(fixture.end_of(job).phase == Phase::Done);
    files = fixture.check(job);
    REQUIRE(files);
    for (const publish::CheckedFile &file : *files) {
        CHECK(file.status == FileStatus::Complete);
    }
}

TEST_CASE("uploads: why the service could not be asked")
{
    UploadsFixture fixture;
    const std::string job = fixture.publish_to_end(fixture.plate).job;
    fixture.end_engine();
    struct Case
    {
        const char *fault;
        ErrorKind kind;
    };
    for (const Case &c : {Case{"GET /api/v2/object/{id}/upload_status#1:garbage", ErrorKind::BadAnswer},
                          Case{"GET /api/v2/object/{id}/upload_status#1:422", ErrorKind::Rejected}}) {
        CAPTURE(std::string(c.fault));
        fixture.sandbox.add_fault(c.fault);
        const auto files = fixture.check(job);
        REQUIRE_FALSE(files);
        CHECK(files.error().kind == c.kind);
        fixture.sandbox.clear_faults();
    }
    CHECK(fixture.check("nobody's").error().kind == ErrorKind::Internal);
    CHECK(fixture.check(job)); // and it can be asked again
}

TEST_CASE("uploads: a check takes the place of the one before")
{
    UploadsFixture fixture;
    const std::string first = fixture.publish_to_end(fixture.plate).job;
    const std::string second = fixture.publish_to_end(TestPlate(numbered_meshes(3), "Cup")).job;
    const std::size_t before = fixture.status_calls();
    fixture.sandbox.add_fault(std::string(StatusPath) + "#1:slow:5000");
    fixture.engine().check_upload(first);
    REQUIRE(
        fixture.sandbox.wait_for_requests("GET", "/api/v2/object/{id}/upload_status", before + 1, Patience));
    const auto files = fixture.check(second);
    REQUIRE(files);
    CHECK(files->size() == 3);
    CHECK(fixture.events.all<UploadChecked>().size() == 1);
}

TEST_CASE("uploads: a person signs in to ask, or does not")
{
    UploadsFixture fixture;
    const std::string job = fixture.publish_to_end(fixture.plate).job;
    fixture.sandbox.forget_tokens();
    fixture.expire_link();
    fixture.end_engine();
    fixture.person = Person::Closes;
    CHECK(fixture.check(job).error().kind == ErrorKind::Cancelled);
    fixture.person = Person::Approves;
    CHECK(fixture.check(job));
}

TEST_CASE("uploads: one that is removed is gone with its bytes, and does not go on")
{
    UploadsFixture fixture;
    const std::string job = fixture.leave_unfinished();
    SUBCASE("at once") {}
    SUBCASE("in another run")
    {
        fixture.end_engine();
    }
    CHECK_FALSE(fixture.remove(job));
    CHECK(fixture.list().rows.empty());
    CHECK(fixture.spool_is_empty());
    CHECK(fixture.resume().empty());
    CHECK(fixture.left.empty());
    const auto again = fixture.remove(job);
    REQUIRE(again);
    CHECK(again->kind == ErrorKind::Internal);
    CHECK(fixture.sandbox.objects().size() == 1); // the service is not told
}

TEST_CASE("uploads: one that is done is forgotten, and the same is new again")
{
    UploadsFixture fixture;
    const std::string job = fixture.publish_to_end(fixture.plate).job;
    CHECK_FALSE(fixture.remove(job));
    const JobEnded again = fixture.end_of(fixture.publish_now(fixture.plate));
    CHECK_FALSE(again.published_before);
    CHECK(fixture.creates() == 2);
}

TEST_CASE("uploads: those of another account are not shown, asked about or removed")
{
    UploadsFixture fixture;
    const std::string job = fixture.leave_unfinished();
    fixture.end_engine();
    fixture.link("maker");
    const JobEnded own = fixture.publish_to_end(TestPlate(numbered_meshes(3), "Cup"));
    const Uploads uploads = fixture.list();
    REQUIRE(uploads.rows.size() == 1);
    CHECK(uploads.rows[0].job.id == own.job);
    CHECK(uploads.of_another == 1);
    CHECK(fixture.check(job).error().kind == ErrorKind::OtherAccount);
    const auto refused = fixture.remove(job);
    REQUIRE(refused);
    CHECK(refused->kind == ErrorKind::OtherAccount);
    CHECK_FALSE(fixture.spool_is_empty());

    // Where nobody is linked, both are.
    fixture.engine().unlink();
    CHECK(fixture.list().rows.size() == 2);
}

TEST_CASE("uploads: their tags are told, the most used first, and those of this account alone")
{
    UploadsFixture fixture;
    const auto tags = [&] {
        fixture.engine().list_tags();
        const auto told = fixture.events.wait_for<publish::TagsListed>();
        REQUIRE(told);
        return told->tags;
    };
    using Tags = std::vector<std::string>;
    CHECK(tags().empty());
    const auto publish_with = [&](int number, const Tags &with) {
        const TestPlate plate(numbered_meshes(number));
        const JobEnded ended =
            fixture.publish_to_end(plate, [&](publish::Draft &draft) { draft.tags = with; });
        CHECK(ended.phase == Phase::Done);
    };
    publish_with(1, {"vase", "spiral"});
    publish_with(2, {"cup", "Vase"});
    CHECK(tags() == Tags{"Vase", "cup", "spiral"});
    fixture.end_engine();
    fixture.link("maker");
    publish_with(3, {"lid"});
    CHECK(tags() == Tags{"lid"});
}

TEST_CASE("uploads: the thumbnail of the first picture, as long as the upload is in the list")
{
    UploadsFixture fixture;
    const auto thumbnails = [&](std::vector<std::string> jobs) {
        fixture.engine().read_thumbnails(std::move(jobs));
        const auto told = fixture.events.wait_for<publish::ThumbnailsRead>();
        REQUIRE(told);
        return told->thumbnails;
    };
    const auto publish_with = [&](int number, publish::Pictures pictures) {
        const TestPlate plate(numbered_meshes(number));
        auto made = publish::draft_of(plate.acquire());
        REQUIRE(made);
        const auto job = fixture.engine().publish(
            {std::move(made->draft), std::move(made->source), false, std::move(pictures)});
        CHECK(fixture.end_of(job).phase == Phase::Done);
        return job;
    };
    const auto added =
        std::make_shared<const std::vector<std::byte>>(picture::to_jpeg(picture::Image({300, 100})).value());
    const auto with_cover = publish_with(1, {picture::View(), {added}});
    const auto with_own = publish_with(2, {std::nullopt, {added}});
    const auto without = publish_with(3, {});
    fixture.end_engine();
    fixture.link();
    const auto told = thumbnails({with_cover, without, with_own, "nobody's"});
    REQUIRE(told.size() == 4);
    const auto facts = [](const publish::Thumbnail &thumbnail) {
        return picture::facts_of(std::as_bytes(std::span(thumbnail.jpeg))).map([](const auto &known) {
            return known.size;
        });
    };
    CHECK(told[0].job == with_cover);
    CHECK(facts(told[0]) == picture::Extent{200, 150});
    CHECK(told[1].job == without);
    CHECK(told[1].jpeg.empty());
    CHECK(facts(told[2]) == picture::Extent{113, 38});
    CHECK(told[3].jpeg.empty());
    CHECK_FALSE(fixture.remove(with_cover));
    CHECK(thumbnails({with_cover}).at(0).jpeg.empty());
    CHECK_FALSE(thumbnails({with_own}).at(0).jpeg.empty());
}

TEST_CASE("uploads: a thumbnail that cannot be kept keeps nobody from publishing")
{
    UploadsFixture fixture;
    std::filesystem::create_directories(fixture.paths.state);
    std::ofstream(fixture.paths.thumbnail_folder()) << "in its place";
    auto made = publish::draft_of(fixture.plate.acquire());
    REQUIRE(made);
    const auto job = fixture.engine().publish(
        {std::move(made->draft), std::move(made->source), false, {picture::View(), {}}});
    CHECK(fixture.end_of(job).phase == Phase::Done);
    CHECK(fixture.sandbox.objects().at(0).images.size() == 1);
    CHECK(fixture.log.wait_for_line("no thumbnail: ", 1, Patience));
}

TEST_CASE("uploads: thumbnails of what is in no list are removed at the next start")
{
    UploadsFixture fixture;
    const JobEnded own = fixture.publish_to_end(fixture.plate);
    fixture.end_engine();
    const publish::ThumbnailFolder thumbnails(fixture.paths.thumbnail_folder());
    const std::byte jpeg[] = {std::byte{1}};
    for (const std::string &job : {own.job, std::string("nobody's"), std::string("just being prepared")}) {
        REQUIRE(thumbnails.put(job, jpeg));
    }
    const auto preparing = publish::SpoolFolder::create(fixture.paths.spool_folder(), "just being prepared");
    REQUIRE(preparing);
    fixture.list();
    fixture.list(); // behind the upkeep
    CHECK_FALSE(thumbnails.read(own.job).value().empty());
    CHECK(thumbnails.read("nobody's").value().empty());
    CHECK_FALSE(thumbnails.read("just being prepared").value().empty());
}
