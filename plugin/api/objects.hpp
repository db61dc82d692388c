// What the MyMiniFactory API says about objects, as values, and the JSON of it both ways (contract §2). Pure.
//
// The official texts contradict each other in places; each reader takes both and says so.
#pragma once

#include "api/licence.hpp"
#include "base/result.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace mmf::api {

// The numbers are the service's.
enum class Visibility
{
    Private = 0,
    Public = 2,
};

struct AnnouncedFile
{
    std::string filename;
    std::uint64_t bytes = 0;
};

// How an object is printed. What is empty is not said.
struct PrintingHints
{
    std::string how_to;
    std::string dimensions;
    // The unit is told nowhere; the site's own form shows hours.
    std::optional<unsigned> time_to_do_from;
    std::optional<unsigned> time_to_do_to;
    std::optional<bool> support_free;
    std::string filament_quantity;
};

struct NewObject
{
    std::string name;
    std::string description;
    std::string source_url;
    std::vector<std::string> tags;
    Visibility visibility = Visibility::Private;
    std::optional<Licence> licence; // nullopt: not said, which leaves it to the service
    PrintingHints hints;
    std::vector<AnnouncedFile> files;
    std::vector<AnnouncedFile> images; // pictures of it; the names have the endings of their formats
};

// Where one file goes.
struct UploadSlot
{
    std::string upload_id; // empty: the answer did not tell
    std::string filename;
};

struct CreatedObject
{
    std::string id;         // the service writes a number or a text
    std::string object_url; // empty: not told, or nothing a link may lead to
    std::string status_url;
    std::vector<UploadSlot> files;
    std::vector<UploadSlot> images; // likewise; empty if none were announced
};

enum class FileStatus
{
    Complete, // "done" in one text, "uploaded" in another
    Pending,
    Failed,
    Unknown, // a word that no text has: not finished
};

struct FileReport
{
    UploadSlot slot;
    FileStatus status = FileStatus::Unknown;
};

struct UploadStatus
{
    std::string object_url; // empty: not told; the ones from create stay good
    std::string status_url;
    std::vector<FileReport> files;
    std::vector<FileReport> images;
};

// What the service says of an object that is there.
struct ObjectDetails
{
    std::optional<Visibility> visibility; // nullopt: not told, or a number that no text has
};

// Of a list of objects.
struct ListedObject
{
    std::string id;
    std::string name;
    std::string object_url; // empty: not told, or nothing a link may lead to
};

constexpr std::size_t ObjectsPerPage = 50;

struct ObjectPage
{
    std::size_t total = 0; // on all pages
    std::vector<ListedObject> items;
};

struct User
{
    std::string username;
    std::string name;       // for people; the username if there is none
    std::string avatar_url; // as the service says; empty: none
};

enum class ImageFormat
{
    Png,
    Jpeg,
    Gif,
};

// The body of `POST /object`.
std::string to_json(const NewObject &object);

// Error of each: BadAnswer, with what is missing or of the wrong type.
Result<CreatedObject> read_created_object(std::string_view body);
Result<UploadStatus> read_upload_status(std::string_view body);
Result<ObjectDetails> read_object_details(std::string_view body);
Result<ObjectPage> read_object_page(std::string_view body);
Result<User> read_user(std::string_view body);

// The slot of each of the announced files, in their order: by file name where each occurs once, else by
// position where there are as many. Error: BadAnswer, with the file that has none.
Result<std::vector<UploadSlot>> match_slots(const std::vector<std::string> &filenames,
                                            const std::vector<UploadSlot> &slots);

// The status of each slot, by upload id.
std::vector<FileStatus> match_statuses(const std::vector<UploadSlot> &slots,
                                       const std::vector<FileReport> &reports);

} // namespace mmf::api
