// The little of SQLite that the journal needs: a connection and statements that clean up after themselves,
// errors as values. One thread at a time.
#pragma once

#include "base/result.hpp"

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

struct sqlite3;
struct sqlite3_stmt;

namespace mmf::publish {

class Statement;

class Database
{
public:
    // Opens or makes the file (0600). Error: Journal.
    static Result<Database> open(const std::filesystem::path &path);

    Result<void> execute(const char *sql);
    Result<Statement> prepare(std::string_view sql);
    Error error() const;
    // Whether the last failure says so of the file.
    bool is_damaged() const;
    // Rows that the last finished statement inserted, updated or deleted.
    int changes() const;

private:
    struct Close
    {
        void operator()(sqlite3 *database) const;
    };
    std::unique_ptr<sqlite3, Close> m_database;
};

// `?` parameters are bound in order, then `step` is called until it says there is no row.
class Statement
{
public:
    Statement &bind(std::string_view text);
    Statement &bind(std::int64_t number);

    // Whether there is a row. Error: Journal.
    Result<bool> step();
    // For a statement that has no rows.
    Result<void> run();
    // For one that has: what `make` makes of each, which is the present one then.
    template <typename Make>
    Result<std::vector<std::invoke_result_t<Make>>> read_all(Make make)
    {
        std::vector<std::invoke_result_t<Make>> made;
        for (;;) {
            const auto row = step();
            if (!row) {
                return tl::unexpected(row.error());
            }
            if (!*row) {
                return made;
            }
            made.push_back(make());
        }
    }

    // Of the present row, 0-based.
    std::string text(int column) const;
    std::int64_t number(int column) const;

private:
    friend class Database;
    Statement(const Database &database, sqlite3_stmt *statement)
        : m_database(&database), m_statement(statement)
    {
    }

    struct Finalize
    {
        void operator()(sqlite3_stmt *statement) const;
    };
    const Database *m_database;
    std::unique_ptr<sqlite3_stmt, Finalize> m_statement;
    int m_bound = 0;
};

// Everything between its making and `commit` happens or does not.
class Transaction
{
public:
    // `database` outlives it.
    static Result<Transaction> begin(Database &database);
    Transaction(Transaction &&other) noexcept;
    Transaction(const Transaction &) = delete;
    Transaction &operator=(const Transaction &) = delete;
    ~Transaction();

    Result<void> commit();

private:
    explicit Transaction(Database &database) : m_database(&database) {}
    Database *m_database;
};

} // namespace mmf::publish
