#include "uploads.hpp"

#include "create_request.hpp"
#include "json.hpp"

#include <array>
#include <cstdio>
#include <memory>

#include <openssl/evp.h>

namespace mmf::sandbox {

namespace {

constexpr std::string_view HexDigits = "0123456789abcdef";
constexpr std::size_t FileBuffer = 256 * 1024;

struct CloseFile
{
    void operator()(std::FILE *file) const { std::fclose(file); }
};

// Writes and hashes what it is given.
class Receiver
{
public:
    explicit Receiver(const std::filesystem::path &path)
        : m_file(std::fopen(path.c_str(), "wbe")), m_hash(EVP_MD_CTX_new(), EVP_MD_CTX_free)
    {
        m_good = m_file && m_hash && EVP_DigestInit_ex(m_hash.get(), EVP_sha256(), nullptr) == 1 &&
                 std::setvbuf(m_file.get(), nullptr, _IOFBF, FileBuffer) == 0;
    }

    bool take(const char *data, std::size_t size)
    {
        m_bytes += size;
        m_good = m_good && std::fwrite(data, 1, size, m_file.get()) == size &&
                 EVP_DigestUpdate(m_hash.get(), data, size) == 1;
        return m_good;
    }

    // False if not all of it lies on disk.
    bool finish(std::string &sha256)
    {
        std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
        unsigned length = 0;
        m_good = m_good && std::fflush(m_file.get()) == 0 &&
                 EVP_DigestFinal_ex(m_hash.get(), digest.data(), &length) == 1;
        for (unsigned i = 0; i < length; ++i) {
            sha256 += HexDigits[digest.at(i) >> 4U];
            sha256 += HexDigits[digest.at(i) & 15U];
        }
        return m_good;
    }

    [[nodiscard]] std::uint64_t bytes() const { return m_bytes; }

private:
    std::unique_ptr<std::FILE, CloseFile> m_file;
    std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)> m_hash;
    std::uint64_t m_bytes = 0;
    bool m_good = false;
};

bool is_image_type(std::string_view type)
{
    return type == "image/png" || type == "image/jpeg" || type == "image/gif";
}

} // namespace

bool Uploads::refuse_head(Exchange &exchange)
{
    if (exchange.is_chunked() || !exchange.content_length()) {
        exchange.fail(411, "length_required", "Send an exact Content-Length and no Transfer-Encoding");
        return true;
    }
    if (*exchange.content_length() >= FileLimit) {
        exchange.fail(413, "payload_too_large", "Files must be smaller than 100 MB");
        // Reading it all would only help those who break the rule.
        exchange.connection().close_after_answer();
        return true;
    }
    return false;
}

void Uploads::receive(Exchange &exchange, const User &user, UploadKind kind, bool empty_answer)
{
    const std::string upload_id = exchange.parameter("upload_id");
    const std::string type = exchange.content_type();
    const auto target = m_store.find_target(upload_id, kind);
    const bool right_type =
        kind == UploadKind::File ? type == "application/octet-stream" : is_image_type(type);
    if (!target || target->owner != user.username || !right_type) {
        exchange.drain();
        if (!target) {
            return exchange.fail(404, "not_found", "There is no such upload_id");
        }
        if (!right_type) {
            return exchange.fail(415, "unsupported_media_type",
                                 "Content-Type '" + type + "' is not accepted here");
        }
        return exchange.fail(403, "forbidden", "This upload_id belongs to another user");
    }
    Upload upload;
    upload.path = m_store.new_path();
    const std::uint64_t promised = exchange.content_length().value_or(0);
    {
        Receiver receiver(upload.path);
        const bool drop_mid = exchange.fault.kind == FaultKind::DropMid;
        const bool complete = exchange.read_body([&](const char *data, std::size_t size) {
            return receiver.take(data, size) && !(drop_mid && receiver.bytes() >= promised / 2);
        });
        upload.bytes = receiver.bytes();
        upload.good = receiver.finish(upload.sha256) && complete && upload.bytes == promised &&
                      upload.bytes == target->announced_bytes.value_or(upload.bytes);
        upload.content_type = exchange.header("Content-Type");
        upload.content_disposition = exchange.header("Content-Disposition");
        m_store.finish_upload(upload_id, upload);
        if (!complete) {
            return exchange.fail(400, "invalid_request", "The body is incomplete");
        }
    }
    exchange.answer_json(201, empty_answer ? std::string() : json_object([&](JsonWriter &json) {
                             put(json, "filename", target->filename);
                         }));
}

} // namespace mmf::sandbox
