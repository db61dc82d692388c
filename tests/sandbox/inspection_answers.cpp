#include "inspection_answers.hpp"

#include "html.hpp"
#include "json.hpp"
#include "text.hpp"

namespace mmf::sandbox {

namespace {

void put_file(JsonWriter &json, const ReceivedFile &file)
{
    put(json, "filename", file.filename);
    put(json, "upload_id", file.upload_id);
    put(json, "announced_bytes", file.announced_bytes);
    put(json, "bytes", file.bytes);
    put(json, "sha256", file.sha256);
    put(json, "status", file.status);
    put(json, "posts", file.posts);
    put(json, "content_type", file.content_type);
    put(json, "content_disposition", file.content_disposition);
    put(json, "content_url", file.content_url);
}

std::string cell(const std::string &html)
{
    return "<td>" + html + "</td>";
}

std::string file_row(const ReceivedObject &object, const ReceivedFile &file)
{
    const std::string name = html_escape(file.filename);
    const std::string link =
        file.posts == 0 ? name : "<a href=\"" + html_escape(file.content_url) + "\">" + name + "</a>";
    std::string row = "<tr>" + cell(std::to_string(object.id));
    row += cell("<a href=\"" + html_escape(object.status_url) + "\">" + html_escape(object.name) + "</a>");
    row += cell(html_escape(object.owner)) + cell(object.visibility == 0 ? "private" : "public") + cell(link);
    row += cell(std::to_string(file.bytes)) + cell(file.status) + cell(std::to_string(file.posts));
    row += "<td class=\"hash\">" + file.sha256 + "</td></tr>\n";
    return row;
}

} // namespace

std::string objects_json(const std::vector<ReceivedObject> &objects)
{
    return json_object([&](JsonWriter &json) {
        put_array(json, "objects", objects, [&json](const ReceivedObject &object) {
            put(json, "id", object.id);
            put(json, "name", object.name);
            put(json, "description", object.description);
            put(json, "tags", object.tags);
            put(json, "source_url", object.source_url);
            put(json, "visibility", object.visibility);
            put(json, "owner", object.owner);
            put(json, "created", object.created);
            put(json, "object_url", object.object_url);
            put(json, "object_status_url", object.status_url);
            json.Key("request");
            // It was parsed before it was accepted.
            json.RawValue(object.request_json.data(), object.request_json.size(), rapidjson::kObjectType);
            put_array(json, "files", object.files,
                      [&json](const ReceivedFile &file) { put_file(json, file); });
            put_array(json, "images", object.images,
                      [&json](const ReceivedFile &file) { put_file(json, file); });
        });
    });
}

std::string objects_html(const std::vector<ReceivedObject> &objects)
{
    if (objects.empty()) {
        return html_page("What was received", "<p>Nothing yet.</p>\n");
    }
    std::string main = "<table>\n<tr>";
    for (const char *title :
         {"Object", "Name", "Owner", "Visibility", "File", "Bytes", "Status", "Posts", "SHA-256"}) {
        main += std::string("<th scope=\"col\">") + title + "</th>";
    }
    main += "</tr>\n";
    for (const ReceivedObject &object : objects) {
        for (const auto *files : {&object.files, &object.images}) {
            for (const ReceivedFile &file : *files) {
                main += file_row(object, file);
            }
        }
    }
    return html_page("What was received", main + "</table>\n", PageWidth::Wide);
}

std::string requests_json(const std::vector<ReceivedRequest> &requests)
{
    return json_object([&](JsonWriter &json) {
        put_array(json, "requests", requests, [&json](const ReceivedRequest &request) {
            put(json, "n", request.n);
            put(json, "method", request.method);
            put(json, "path", request.path);
            put(json, "query", request.query);
            put(json, "status", request.status);
            put(json, "fault", request.fault);
            put(json, "authorization", request.authorization_scheme);
            put(json, "content_type", request.content_type);
            put(json, "content_length", request.content_length);
            put(json, "transfer_encoding", request.transfer_encoding);
            put(json, "expect", request.expect);
            put(json, "user_agent", request.user_agent);
            put(json, "accept", request.accept);
            put(json, "peer_port", request.peer_port);
        });
    });
}

std::string secrets_json(const std::vector<GivenOut> &secrets)
{
    return json_object([&](JsonWriter &json) {
        put_array(json, "secrets", secrets, [&json](const GivenOut &secret) {
            put(json, "kind", secret.kind);
            put(json, "value", secret.value);
        });
    });
}

std::string faults_json(const std::vector<std::string> &faults)
{
    return json_object([&](JsonWriter &json) {
        json.Key("faults");
        json.StartArray();
        for (const std::string &fault : faults) {
            put_value(json, fault);
        }
        json.EndArray();
    });
}

} // namespace mmf::sandbox
