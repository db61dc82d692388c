// What the API answers: a value in the shape that is promised, or BadAnswer.
#include "api/avatar.hpp"
#include "api/objects.hpp"
#include "http/url.hpp"
#include "input.hpp"
#include "property.hpp"

#include <set>
#include <string>
#include <vector>

using namespace mmf;
using namespace mmf::api;
using fuzz::require;

namespace {

template <typename Value>
bool is_read(const Result<Value> &answer)
{
    if (!answer) {
        fuzz::require_kind(answer.error(), {ErrorKind::BadAnswer});
    }
    return answer.has_value();
}

void check_link(const std::string &link)
{
    const auto url = http::parse_url(link);
    require(link.empty() || (url && http::may_be_trusted(*url)), "a link leads to a page of the web");
}

// It goes into a query and into the journal.
void check_slot(const UploadSlot &slot)
{
    require(slot.upload_id.size() <= 1024 && std::all_of(slot.upload_id.begin(), slot.upload_id.end(),
                                                         [](char c) { return c > 0x20 && c < 0x7F; }),
            "an upload id is a word");
}

void check_slots(const std::vector<UploadSlot> &slots)
{
    const std::vector<std::string> names = {"vase.stl", "lid.stl"};
    const auto matched = match_slots(names, slots);
    if (!is_read(matched)) {
        return;
    }
    std::set<std::string> ids;
    for (std::size_t i = 0; i < names.size(); ++i) {
        require(matched->at(i).filename == names[i], "a slot has our own name");
        require(!matched->at(i).upload_id.empty(), "a slot has an id");
        ids.insert(matched->at(i).upload_id);
    }
    require(matched->size() == names.size() && ids.size() == names.size(), "no two files share a slot");
}

void read_create(std::string_view body)
{
    const auto object = read_created_object(body);
    if (!is_read(object)) {
        return;
    }
    require(!object->id.empty() && object->id.size() <= 1024, "an object that is there has an id");
    check_link(object->object_url);
    check_link(object->status_url);
    for (const auto *slots : {&object->files, &object->images}) {
        std::for_each(slots->begin(), slots->end(), check_slot);
        check_slots(*slots);
    }
}

void read_status(std::string_view body)
{
    const auto status = read_upload_status(body);
    if (!is_read(status)) {
        return;
    }
    check_link(status->object_url);
    check_link(status->status_url);
    for (const auto *reports : {&status->files, &status->images}) {
        std::vector<UploadSlot> slots;
        for (const FileReport &report : *reports) {
            check_slot(report.slot);
            slots.push_back(report.slot);
        }
        require(match_statuses(slots, *reports).size() == slots.size(), "each file has a status");
    }
}

void read_details(std::string_view body)
{
    is_read(read_object_details(body));
}

void read_page(std::string_view body)
{
    const auto page = read_object_page(body);
    if (!is_read(page)) {
        return;
    }
    for (const ListedObject &item : page->items) {
        check_link(item.object_url);
    }
}

void read_account(std::string_view body)
{
    const auto user = read_user(body);
    if (!is_read(user)) {
        return;
    }
    require(!user->username.empty() && !user->name.empty(), "an account has a name");
    fuzz::require_shown(user->username, 200);
    fuzz::require_shown(user->name, 200);
    may_fetch_avatar(user->avatar_url, "https://www.example.com/api/v2");
}

void read_avatar(std::string_view body)
{
    if (const auto avatar = avatar_of(std::string(body))) {
        require(avatar->bytes == body, "a picture is shown as it came");
    }
}

constexpr std::array Readers = {read_create, read_status, read_details, read_page, read_account, read_avatar};

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    fuzz::Input input(data, size);
    const auto read = input.choice(Readers);
    read(input.rest());
    return 0;
}
