// What a sandbox can be told at its start: one plain value, copied into the sandbox.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace mmf::sandbox {

// What a refresh answers about the refresh token: nothing, the one that was sent, or a new one (the old one
// is then dead). All three are allowed by the service contract.
enum class Rotation
{
    None,
    Same,
    New
};

// Who may show the sign-in pages in a frame: by X-Frame-Options, of which Allow sends none, or for Csp by
// Content-Security-Policy, which lets nobody.
enum class FramePolicy
{
    Allow,
    SameOrigin,
    Deny,
    Csp
};

// The word for a complete file in upload_status; the official texts name both.
enum class StatusWord
{
    Done,
    Uploaded
};

// Which path answers upload_status: /object/{id}/… or /objects/{id}/…; the other one is a 404.
enum class StatusPath
{
    Object,
    Objects
};

// Each is one of the variations that the official texts contradict each other about, or that were met in the
// wild.
enum class Quirk
{
    CreateIdString,
    StatusIdString,
    StatusWithoutUrls,
    FilesReversed,
    CreateWithoutUploadIds,
    CreateWithoutFiles,
    IgnoreVisibility,
    IgnoreImages,
    RefuseImages,
    UserIdString,
    ExpiresInString,
    ExpiresInZero,
    EmptyUploadAnswer,
    AnotherState
};

struct QuirkName
{
    Quirk quirk;
    const char *name;
    const char *help;
};

// Every quirk with its command-line name, in the order of --help.
[[nodiscard]] const std::vector<QuirkName> &quirk_names();

struct TlsFiles
{
    std::string certificate; // PEM, the chain
    std::string key;         // PEM
};

// Of another authorization server (RFC 7662), whose tokens are then taken too; over http.
struct IntrospectionEndpoint
{
    std::string url;
    std::string client_id;
    std::string client_secret;
};

struct Options
{
    std::uint16_t port = 0; // 0: a free one
    std::optional<TlsFiles> tls;
    std::optional<IntrospectionEndpoint> introspection;
    Rotation rotation = Rotation::New;
    // Unset: six hours, and two for the mobile grant. Tokens really expire.
    std::optional<std::chrono::seconds> access_token_lifetime;
    std::chrono::seconds code_lifetime{60};
    FramePolicy frame_policy = FramePolicy::SameOrigin;
    bool auto_approve = false;
    StatusWord status_word = StatusWord::Done;
    StatusPath status_path = StatusPath::Object;
    std::set<Quirk> quirks;
    std::vector<std::string> faults; // 'METHOD PATH#NTH:KIND'; see faults.hpp

    [[nodiscard]] bool has(Quirk quirk) const { return quirks.contains(quirk); }
};

} // namespace mmf::sandbox
