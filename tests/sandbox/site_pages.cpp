#include "site_pages.hpp"

#include "html.hpp"
#include "picture.hpp"

#include <array>

namespace mmf::sandbox {

namespace {

constexpr std::string_view Review = "/curation/status/";
constexpr std::string_view Object = "/object/";
constexpr std::string_view Users = "/users/";
constexpr const char *HtmlType = "text/html; charset=utf-8";

std::string entry(std::string_view term, std::string_view text)
{
    return "<dt>" + html_escape(term) + "</dt><dd>" + html_escape(text) + "</dd>\n";
}

std::string object_page(const ReceivedObject &object, bool review)
{
    std::string main = "<dl>\n" + entry("Designer", object.owner);
    main += entry("Visibility", object.visibility == 0 ? "Private" : "Public");
    if (review) {
        main +=
            entry("Review", object.visibility == 0 ? "Not asked for: only the designer can see this object."
                                                   : "Waiting for review and a test print.");
    }
    if (!object.description.empty()) {
        main += entry("Description", object.description);
    }
    if (!object.tags.empty()) {
        main += entry("Tags", object.tags);
    }
    if (!object.source_url.empty()) {
        main += entry("Source", object.source_url);
    }
    main +=
        "</dl>\n<table><caption>Files</caption>\n<tr><th scope=\"col\">File</th><th scope=\"col\">Bytes</th>"
        "<th scope=\"col\">Status</th></tr>\n";
    for (const ReceivedFile &file : object.files) {
        main += "<tr><td>" + html_escape(file.filename) + "</td><td>" + std::to_string(file.bytes) +
                "</td><td>" + file.status + "</td></tr>\n";
    }
    main += "</table>\n";
    return html_page(object.name, main);
}

void show_object(Exchange &exchange, const Store &store, std::string_view id, bool review)
{
    const auto object = store.find(parse_number(id).value_or(0));
    if (!object) {
        return exchange.answer(404, HtmlType, html_page("There is no such object", ""));
    }
    exchange.answer(200, HtmlType, object_page(*object, review));
}

// Of somebody's picture, so that two people's differ.
std::array<std::uint8_t, 3> colour_of(const User &user)
{
    constexpr std::array<std::array<std::uint8_t, 3>, 2> Colours = {{{11, 110, 117}, {176, 74, 36}}};
    return Colours[user.id % Colours.size()];
}

void show_user(Exchange &exchange, std::string_view rest)
{
    const User *user = find_user(rest.substr(0, rest.find('/')));
    if (user == nullptr) {
        return exchange.answer(404, HtmlType, html_page("There is no such user", ""));
    }
    if (rest.ends_with("/avatar.png")) {
        return exchange.answer(200, "image/png", plain_png(64, colour_of(*user)));
    }
    exchange.answer(200, HtmlType,
                    html_page(user->display_name, "<p>" + html_escape(user->username) + "</p>\n"));
}

} // namespace

bool process_site_page(Exchange &exchange, const Store &store)
{
    const std::string_view path = exchange.path();
    if (exchange.method() != "GET" && exchange.method() != "HEAD") {
        return false;
    }
    if (path == "/") {
        exchange.answer(200, HtmlType,
                        html_page("A local MyMiniFactory",
                                  "<p><a href=\"/_sandbox/objects\">What was received</a></p>\n"));
    } else if (path.starts_with(Review)) {
        show_object(exchange, store, path.substr(Review.size()), true);
    } else if (path.starts_with(Object)) {
        show_object(exchange, store, path.substr(path.rfind('-') + 1), false);
    } else if (path.starts_with(Users)) {
        show_user(exchange, path.substr(Users.size()));
    } else {
        return false;
    }
    return true;
}

} // namespace mmf::sandbox
