#include "inspection.hpp"

#include "inspection_answers.hpp"

#include <algorithm>
#include <cstdio>
#include <memory>
#include <stdexcept>

namespace mmf::sandbox {

namespace {

constexpr std::string_view Root = "/_sandbox/";
constexpr std::string_view Files = "/_sandbox/files/";
constexpr std::uint64_t FaultsLimit = 64 * 1024;
constexpr std::size_t FilePiece = 256 * 1024;

} // namespace

bool Inspection::is_inspection(const Exchange &exchange)
{
    return exchange.path().starts_with(Root);
}

bool Inspection::process(Exchange &exchange)
{
    if (!is_inspection(exchange)) {
        return false;
    }
    const std::string &path = exchange.path();
    const bool is_get = exchange.method() == "GET" || exchange.method() == "HEAD";
    if (path == "/_sandbox/objects" && is_get) {
        show_objects(exchange);
    } else if (path == "/_sandbox/requests" && is_get) {
        exchange.answer_json(200, requests_json(m_log.list()));
    } else if (path == "/_sandbox/secrets" && is_get) {
        exchange.answer_json(200, secrets_json(m_tokens.given_out()));
    } else if (path.starts_with(Files) && is_get) {
        send_file(exchange, path.substr(Files.size()));
    } else if (path == "/_sandbox/faults") {
        change_faults(exchange);
    } else if (path == "/_sandbox/tokens/expire" && exchange.method() == "POST") {
        m_tokens.expire_access_tokens();
        exchange.answer_json(200, "{}");
    } else if (path == "/_sandbox/tokens/forget" && exchange.method() == "POST") {
        m_tokens.forget();
        exchange.answer_json(200, "{}");
    } else {
        exchange.fail(404, "not_found", "See the sandbox's README for what is below /_sandbox/");
    }
    return true;
}

void Inspection::show_objects(Exchange &exchange) const
{
    exchange.set_header("Cache-Control", "no-store");
    if (prefers_html(exchange.header("Accept"))) {
        return exchange.answer(200, "text/html; charset=utf-8", objects_html(m_store.objects()));
    }
    exchange.answer_json(200, objects_json(m_store.objects()));
}

void Inspection::send_file(Exchange &exchange, const std::string &upload_id) const
{
    const auto record = m_store.find_file(upload_id);
    std::shared_ptr<std::FILE> file;
    if (record && !record->local_path.empty()) {
        file.reset(std::fopen(record->local_path.c_str(), "rbe"), [](std::FILE *open) {
            if (open != nullptr) {
                std::fclose(open);
            }
        });
    }
    if (!file) {
        return exchange.fail(404, "not_found", "No bytes were received for this upload_id");
    }
    exchange.answer(200, "application/octet-stream", "");
    exchange.set_header("Content-Disposition",
                        "attachment; filename*=UTF-8''" + percent_encode(record->filename));
    if (record->bytes == 0) {
        return;
    }
    exchange.response().headers.erase("Content-Type");
    exchange.response().set_content_provider(
        record->bytes, "application/octet-stream",
        [file](std::size_t offset, std::size_t length, httplib::DataSink &sink) {
            std::string piece(std::min(length, FilePiece), '\0');
            std::fseek(file.get(), static_cast<long>(offset), SEEK_SET);
            piece.resize(std::fread(piece.data(), 1, piece.size(), file.get()));
            return !piece.empty() && sink.write(piece.data(), piece.size());
        });
}

void Inspection::change_faults(Exchange &exchange)
{
    if (exchange.method() == "DELETE") {
        m_faults.clear();
    } else if (exchange.method() == "POST") {
        const auto body = exchange.body(FaultsLimit);
        if (!body) {
            return;
        }
        try {
            m_faults.add_lines(*body);
        } catch (const std::invalid_argument &error) {
            return exchange.fail(400, "invalid_request", error.what());
        }
    }
    exchange.answer_json(200, faults_json(m_faults.texts()));
}

} // namespace mmf::sandbox
