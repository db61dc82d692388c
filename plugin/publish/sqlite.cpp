#include "publish/sqlite.hpp"

#include "base/files.hpp"

#include <sqlite3.h>
#include <utility>

namespace mmf::publish {

void Database::Close::operator()(sqlite3 *database) const
{
    sqlite3_close_v2(database);
}

Result<Database> Database::open(const std::filesystem::path &path)
{
    // Made here, so that it has the right mode from the beginning; SQLite gives its companions the same.
    std::error_code ignored;
    if (!std::filesystem::exists(path, ignored)) {
        auto file = FileWriter::create(path);
        if (!file && !std::filesystem::exists(path, ignored)) {
            return fail(ErrorKind::Journal, file.error().detail);
        }
    }
    // The file itself must be no symbolic link, but a home folder may well be one, and SQLite would refuse it
    // anywhere on the way.
    std::error_code error;
    const auto folder = std::filesystem::canonical(path.parent_path(), error);
    if (error) {
        return fail(ErrorKind::Journal, path.string() + ": " + error.message());
    }
    Database database;
    sqlite3 *handle = nullptr;
    const int code = sqlite3_open_v2((folder / path.filename()).c_str(), &handle,
                                     SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOFOLLOW, nullptr);
    database.m_database.reset(handle);
    if (code != SQLITE_OK) {
        return tl::unexpected(database.error());
    }
    constexpr int WaitForOtherProcess = 5000; // milliseconds
    sqlite3_busy_timeout(handle, WaitForOtherProcess);
    return database;
}

Result<void> Database::execute(const char *sql)
{
    if (sqlite3_exec(m_database.get(), sql, nullptr, nullptr, nullptr) != SQLITE_OK) {
        return tl::unexpected(error());
    }
    return {};
}

Result<Statement> Database::prepare(std::string_view sql)
{
    sqlite3_stmt *statement = nullptr;
    if (sqlite3_prepare_v2(m_database.get(), sql.data(), static_cast<int>(sql.size()), &statement, nullptr) !=
        SQLITE_OK) {
        return tl::unexpected(error());
    }
    return Statement(*this, statement);
}

Error Database::error() const
{
    return {ErrorKind::Journal, sqlite3_errmsg(m_database.get()), 0};
}

bool Database::is_damaged() const
{
    const int code = sqlite3_errcode(m_database.get());
    return code == SQLITE_CORRUPT || code == SQLITE_NOTADB;
}

int Database::changes() const
{
    return sqlite3_changes(m_database.get());
}

void Statement::Finalize::operator()(sqlite3_stmt *statement) const
{
    sqlite3_finalize(statement);
}

Statement &Statement::bind(std::string_view text)
{
    sqlite3_bind_text(m_statement.get(), ++m_bound, text.data(), static_cast<int>(text.size()),
                      SQLITE_TRANSIENT);
    return *this;
}

Statement &Statement::bind(std::int64_t number)
{
    sqlite3_bind_int64(m_statement.get(), ++m_bound, number);
    return *this;
}

Result<bool> Statement::step()
{
    switch (sqlite3_step(m_statement.get())) {
    case SQLITE_ROW:
        return true;
    case SQLITE_DONE:
        return false;
    default:
        return tl::unexpected(m_database->error());
    }
}

Result<void> Statement::run()
{
    return step().map([](bool) {});
}

std::string Statement::text(int column) const
{
    const auto *text = reinterpret_cast<const char *>(sqlite3_column_text(m_statement.get(), column));
    return text == nullptr
               ? std::string()
               : std::string(text, static_cast<std::size_t>(sqlite3_column_bytes(m_statement.get(), column)));
}

std::int64_t Statement::number(int column) const
{
    return sqlite3_column_int64(m_statement.get(), column);
}

Result<Transaction> Transaction::begin(Database &database)
{
    return database.execute("BEGIN IMMEDIATE").map([&] { return Transaction(database); });
}

Transaction::Transaction(Transaction &&other) noexcept : m_database(std::exchange(other.m_database, nullptr))
{
}

Transaction::~Transaction()
{
    if (m_database != nullptr) {
        // A failed rollback leaves nothing that could be done about it; SQLite rolls back when it closes.
        (void)m_database->execute("ROLLBACK");
    }
}

Result<void> Transaction::commit()
{
    auto committed = m_database->execute("COMMIT");
    if (committed) {
        m_database = nullptr;
    }
    return committed;
}

} // namespace mmf::publish
