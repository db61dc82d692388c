#include "api.hpp"

#include "api_answers.hpp"
#include "create_request.hpp"
#include "introspection.hpp"
#include "json.hpp"

#include <algorithm>
#include <array>

namespace mmf::sandbox {

namespace {

constexpr std::string_view Root = "/api/v2";
constexpr std::uint64_t JsonLimit = 1024 * 1024;

struct Route
{
    enum class Name
    {
        User,
        Create,
        File,
        Image,
        Status,
        StatusPlural,
        Object,
        UserObjects
    };
    Name name;
    const char *method;
    const char *pattern;
};

constexpr std::array Routes = {
    Route{Route::Name::User, "GET", "/user"},
    Route{Route::Name::Create, "POST", "/object"},
    Route{Route::Name::File, "POST", "/file"},
    Route{Route::Name::Image, "POST", "/image"},
    Route{Route::Name::Status, "GET", "/object/{id}/upload_status"},
    Route{Route::Name::StatusPlural, "GET", "/objects/{id}/upload_status"},
    Route{Route::Name::Object, "GET", "/objects/{id}"},
    Route{Route::Name::UserObjects, "GET", "/users/{username}/objects"},
};

bool is_api(const Exchange &exchange)
{
    return exchange.path().starts_with(std::string(Root) + "/");
}

const Route *find_route(const Exchange &exchange)
{
    const std::string_view path = std::string_view(exchange.path()).substr(Root.size());
    const auto *const found = std::find_if(Routes.begin(), Routes.end(), [path](const Route &route) {
        return path_matches(route.pattern, path);
    });
    return found == Routes.end() ? nullptr : &*found;
}

// The one variable segment: /objects/{this}/…
std::string middle_segment(const Exchange &exchange)
{
    std::string_view path = std::string_view(exchange.path()).substr(Root.size() + 1);
    path.remove_prefix(path.find('/') + 1);
    return std::string(path.substr(0, path.find('/')));
}

} // namespace

void Api::before_body(Exchange &exchange) const
{
    if (!is_api(exchange)) {
        return;
    }
    if (user_of(exchange) == nullptr) {
        exchange.set_header("WWW-Authenticate", "Bearer");
        return exchange.fail(401, "access_denied", "The access token is missing, wrong or has expired");
    }
    const Route *route = find_route(exchange);
    const auto lives = m_settings.get().status_path;
    if (route == nullptr || (route->name == Route::Name::Status && lives == StatusPath::Objects) ||
        (route->name == Route::Name::StatusPlural && lives == StatusPath::Object)) {
        return exchange.fail(404, "not_found", "There is nothing at this address");
    }
    if (exchange.method() != route->method) {
        exchange.set_header("Allow", route->method);
        return exchange.fail(405, "method_not_allowed", "This address takes another method");
    }
    if (route->name == Route::Name::File || route->name == Route::Name::Image) {
        static_cast<void>(Uploads::refuse_head(exchange));
    }
}

bool Api::process(Exchange &exchange)
{
    if (!is_api(exchange)) {
        return false;
    }
    const User *user = user_of(exchange);
    const Route *route = find_route(exchange);
    if (user == nullptr || route == nullptr) {
        // The token has expired since the head was looked at.
        exchange.fail(401, "access_denied", "The access token has expired");
        return true;
    }
    const bool empty_answer = m_settings.get().has(Quirk::EmptyUploadAnswer);
    switch (route->name) {
    case Route::Name::User:
        show_user(exchange, *user);
        break;
    case Route::Name::Create:
        create(exchange, *user);
        break;
    case Route::Name::File:
        m_uploads.receive(exchange, *user, UploadKind::File, empty_answer);
        break;
    case Route::Name::Image:
        m_uploads.receive(exchange, *user, UploadKind::Image, empty_answer);
        break;
    case Route::Name::Status:
    case Route::Name::StatusPlural:
        show_status(exchange, *user, middle_segment(exchange));
        break;
    case Route::Name::Object:
        show_object(exchange, *user, middle_segment(exchange));
        break;
    case Route::Name::UserObjects:
        list_objects(exchange, *user, middle_segment(exchange));
        break;
    }
    return true;
}

const User *Api::user_of(const Exchange &exchange) const
{
    const std::string header = exchange.header("Authorization");
    if (!lower_case(header).starts_with("bearer ")) {
        return nullptr;
    }
    const std::string token = header.substr(7);
    if (const auto access = m_tokens.find_access(token)) {
        return access->is_valid() ? access->user : nullptr;
    }
    const auto other_server = m_settings.get().introspection;
    return other_server ? introspect_token(*other_server, token) : nullptr;
}

void Api::show_user(Exchange &exchange, const User &user) const
{
    exchange.answer_json(200, json_object([&](JsonWriter &json) {
                             const std::string profile = m_base_url + "/users/" + user.username;
                             put(json, "username", user.username);
                             put(json, "name", user.display_name);
                             put(json, "profile_url", profile);
                             put(json, "avatar_url", profile + "/avatar.png");
                             put(json, "avatar_thumbnail_url", profile + "/avatar.png");
                         }));
}

void Api::create(Exchange &exchange, const User &user)
{
    const auto body = exchange.body(JsonLimit);
    if (!body) {
        return;
    }
    if (exchange.content_type() != "application/json") {
        return exchange.fail(415, "unsupported_media_type", "Content-Type must be application/json");
    }
    auto parsed = parse_create_request(*body);
    if (const auto *refusal = std::get_if<Refusal>(&parsed)) {
        return exchange.fail(refusal->status, refusal->error, refusal->description);
    }
    const Options options = m_settings.get();
    auto &object = std::get<NewObject>(parsed);
    if (options.has(Quirk::RefuseImages) && !object.images.empty()) {
        return exchange.fail(422, "unprocessable_entity", "images are not accepted");
    }
    if (options.has(Quirk::IgnoreVisibility)) {
        object.visibility = 2;
    }
    exchange.answer_json(200, create_answer(m_store.create(user, std::move(object)), options));
}

void Api::show_status(Exchange &exchange, const User &user, const std::string &id) const
{
    const auto object = m_store.find(parse_number(id).value_or(0));
    if (!object) {
        return exchange.fail(404, "not_found", "There is no such object");
    }
    if (object->owner != user.username) {
        return exchange.fail(403, "forbidden", "This object belongs to another user");
    }
    exchange.answer_json(200, status_answer(*object, m_settings.get(), exchange.fault));
}

void Api::show_object(Exchange &exchange, const User &user, const std::string &id) const
{
    const auto object = m_store.find(parse_number(id).value_or(0));
    if (!object || (object->visibility == 0 && object->owner != user.username)) {
        return exchange.fail(404, "not_found", "There is no such object");
    }
    exchange.answer_json(200, object_answer(*object));
}

void Api::list_objects(Exchange &exchange, const User &user, const std::string &username) const
{
    if (find_user(username) == nullptr) {
        return exchange.fail(404, "not_found", "There is no such user");
    }
    std::vector<ReceivedObject> objects = m_store.objects();
    std::erase_if(objects, [&](const ReceivedObject &object) {
        return object.owner != username || (object.visibility == 0 && username != user.username);
    });
    std::reverse(objects.begin(), objects.end());
    const auto page = parse_number(exchange.parameter("page")).value_or(1);
    const auto per_page = parse_number(exchange.parameter("per_page")).value_or(20);
    if (page < 1 || page > 1'000'000 || per_page < 1 || per_page > 100) {
        return exchange.fail(400, "invalid_request", "page counts from 1; per_page is 1 to 100");
    }
    exchange.answer_json(200, list_answer(objects, (page - 1) * per_page, per_page));
}

} // namespace mmf::sandbox
