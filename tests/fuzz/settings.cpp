// What this program keeps and reads again: the client that a person enters, the link, the drafts.
#include "publish/settings.hpp"
#include "auth/client_settings.hpp"
#include "auth/token_store.hpp"
#include "input.hpp"
#include "property.hpp"
#include "publish/draft_book.hpp"

#include <array>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>
#include <system_error>

using namespace mmf;
using fuzz::require;

namespace {

// In three lines, then a profile that is there already, or none.
void enter_client(fuzz::Input &input)
{
    constexpr std::array Places = {auth::SecretPlace::File, auth::SecretPlace::Keyring,
                                   auth::SecretPlace::Nowhere};
    const auth::SecretPlace place = input.choice(Places);
    const auth::ClientInput client = {std::string(input.line()), Secret(input.line()),
                                      std::string(input.line())};
    const std::string_view old = input.rest();
    if (!auth::check(client).empty()) {
        return;
    }
    const auto text = auth::with_client(old, client, place);
    if (!text) {
        require(!old.empty(), "what a form lets pass fits the public service");
        fuzz::require_kind(text.error(), {ErrorKind::BadProfile});
        return;
    }
    const auto profile = auth::parse_profile(text->view());
    require(profile.has_value(), "what was written can be read");
    require(profile->client_id == trimmed(client.id), "the client is the one that was entered");
    require(profile->secret_place == place, "the secret is where it is said to be");
    const bool is_in_file = place == auth::SecretPlace::File;
    require(profile->client_secret.equals(is_in_file ? trimmed(client.secret.view()) : ""),
            "the secret is the one that was entered, and in the file only where it belongs");
}

void read_link(fuzz::Input &input)
{
    const auto link = auth::parse_stored_link(input.rest());
    if (!link) {
        return;
    }
    require(!link->access_token.empty() || !link->refresh_token.empty(), "a link has a token");
    const Secret text = auth::serialise(*link);
    const auto again = auth::parse_stored_link(text.view());
    require(again.has_value(), "what was written can be read");
    require(again->access_token.equals(link->access_token.view()) &&
                again->refresh_token.equals(link->refresh_token.view()) &&
                again->expires_at == link->expires_at && again->account == link->account &&
                again->renewal == link->renewal,
            "a link is read as it was written");
}

void read_drafts(fuzz::Input &input)
{
    const auto book = publish::DraftBook::parse(input.rest());
    if (!book) {
        fuzz::require_kind(book.error(), {ErrorKind::BadFile});
        return;
    }
    const std::string text = book->to_json();
    require(text.size() <= publish::MaxNewestDraftBytes, "drafts are in bounds");
    const auto again = publish::DraftBook::parse(text);
    require(again.has_value(), "what was written can be read");
    require(again->to_json() == text, "drafts are read as they were written");
}

// Ends with the process.
class ScratchFolder
{
public:
    ScratchFolder() : m_path(std::filesystem::temp_directory_path() / "mmf-fuzz-XXXXXX")
    {
        std::string name = m_path.string();
        require(mkdtemp(name.data()) != nullptr, "there is a folder for files");
        m_path = name;
    }
    ScratchFolder(const ScratchFolder &) = delete;
    ScratchFolder &operator=(const ScratchFolder &) = delete;
    ~ScratchFolder()
    {
        std::error_code ignored;
        std::filesystem::remove_all(m_path, ignored);
    }
    const std::filesystem::path &path() const { return m_path; }

private:
    std::filesystem::path m_path;
};

void read_settings_file(fuzz::Input &input)
{
    static const ScratchFolder folder;
    const std::filesystem::path file = folder.path() / "settings.json";
    std::ofstream(file, std::ios::binary) << input.rest();
    std::filesystem::permissions(file,
                                 std::filesystem::perms::owner_read | std::filesystem::perms::owner_write);
    if (const auto settings = publish::read_settings(file); !settings) {
        fuzz::require_kind(settings.error(), {ErrorKind::BadProfile});
    }
    for (const auto visibility : {api::Visibility::Public, api::Visibility::Private}) {
        const publish::Settings changed{visibility};
        require(publish::save_settings(file, changed).has_value(), "settings can be saved");
        const auto again = publish::read_settings(file);
        require(again && *again == changed, "settings are read as they were saved");
    }
}

constexpr std::array Readers = {enter_client, read_link, read_drafts, read_settings_file};

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    fuzz::Input input(data, size);
    const auto read = input.choice(Readers);
    read(input);
    return 0;
}
