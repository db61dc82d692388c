// A draft's licence and printing hints as members of a JSON object, as drafts and journal keep them. Pure.
#pragma once

#include "publish/draft.hpp"

#include <rapidjson/document.h>
#include <rapidjson/stringbuffer.h>
#include <rapidjson/writer.h>
#include <string>
#include <string_view>

namespace mmf::publish {

// Into the object that is being written. What is not said is not written.
void write_details(rapidjson::Writer<rapidjson::StringBuffer> &writer, const Draft &draft);

// What makes no sense is not said.
void read_details(const rapidjson::Value &object, Draft &draft);

// The same as a text of its own; empty if nothing is said.
std::string details_to_json(const Draft &draft);
void details_from_json(std::string_view text, Draft &draft);

} // namespace mmf::publish
