#include "options.hpp"

namespace mmf::sandbox {

const std::vector<QuirkName> &quirk_names()
{
    static const std::vector<QuirkName> names = {
        {Quirk::CreateIdString, "create-id-string", "create answers the object id as a string"},
        {Quirk::StatusIdString, "status-id-string", "upload_status answers the object id as a string"},
        {Quirk::StatusWithoutUrls, "status-without-urls", "upload_status leaves the two URLs out"},
        {Quirk::FilesReversed, "files-reversed", "create answers the files in reverse order"},
        {Quirk::CreateWithoutUploadIds, "create-without-upload-ids",
         "create answers files without upload_id"},
        {Quirk::CreateWithoutFiles, "create-without-files", "create answers without any list of files"},
        {Quirk::IgnoreVisibility, "ignore-visibility", "every object is public, whatever was sent"},
        {Quirk::IgnoreImages, "ignore-images", "no answer has a list of images"},
        {Quirk::RefuseImages, "refuse-images", "create with images is refused with 422"},
        {Quirk::UserIdString, "user-id-string", "token answers have user_id as a string"},
        {Quirk::ExpiresInString, "expires-in-string", "token answers have expires_in as a numeric string"},
        {Quirk::ExpiresInZero, "expires-in-zero",
         "token answers have expires_in 0, however long the token lives"},
        {Quirk::EmptyUploadAnswer, "empty-upload-answer", "201 without a body for a file"},
        {Quirk::AnotherState, "another-state", "the redirect has another state than the authorize request"},
    };
    return names;
}

} // namespace mmf::sandbox
