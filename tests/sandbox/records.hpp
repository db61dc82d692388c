// What a sandbox received, as plain copies for tests to look at.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace mmf::sandbox {

struct ReceivedFile
{
    std::string filename;
    std::string upload_id;
    std::optional<std::uint64_t> announced_bytes; // what create said; images: their `size`
    std::uint64_t bytes = 0;                      // received by the last post
    std::string sha256;                           // lower-case hex; empty before the first post
    std::string status;                           // pending, done or failed
    unsigned posts = 0;                           // posts that reached the body
    std::string content_type;
    std::string content_disposition;
    std::string content_url; // GET it for the bytes
    std::string local_path;  // the bytes on this machine's disk, while the sandbox lives; empty before a post
};

struct ReceivedObject
{
    std::uint64_t id = 0;
    std::string name;
    std::string description;
    std::string tags; // as sent: comma-separated
    std::string source_url;
    int visibility = 2; // 2 public, 0 private
    std::string owner;
    std::string created;      // UTC, ISO 8601
    std::string object_url;   // as answered to create
    std::string status_url;   // likewise
    std::string request_json; // the whole body of the create request
    std::vector<ReceivedFile> files;
    std::vector<ReceivedFile> images;
};

struct ReceivedRequest
{
    std::uint64_t n = 0; // 1-based, in order of arrival; /_sandbox/* is not listed
    std::string method;
    std::string path;
    std::string query; // codes and tokens replaced by "redacted"
    int status = 0;    // 0: not answered, or not yet
    std::string fault; // the kind that was applied; empty: none
    std::string authorization_scheme;
    std::string content_type;
    std::string content_length;
    std::string transfer_encoding;
    std::string expect;
    std::string user_agent;
    std::string accept;
    int peer_port = 0; // the same for all requests of one connection
};

} // namespace mmf::sandbox
