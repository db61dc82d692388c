// JSON that holds a secret: nothing of it stays in memory that has been given back. Pure functions; a buffer
// and a document belong to their caller.
#pragma once

#include "base/secret.hpp"

#include <cstddef>
#include <rapidjson/document.h>
#include <rapidjson/stringbuffer.h>

namespace mmf::json {

// RapidJSON's allocator interface, as far as a buffer needs it; overwrites before it frees, also where a
// buffer grows.
class WipingAllocator
{
public:
    // NOLINTBEGIN(readability-identifier-naming): RapidJSON's names
    static constexpr bool kNeedFree = true;
    void *Malloc(std::size_t size);
    void *Realloc(void *old, std::size_t old_size, std::size_t new_size);
    static void Free(void *memory);
    // NOLINTEND(readability-identifier-naming)
};

using SecretBuffer = rapidjson::GenericStringBuffer<rapidjson::UTF8<>, WipingAllocator>;

// What has been written.
inline Secret secret_of(const SecretBuffer &buffer)
{
    return Secret({buffer.GetString(), buffer.GetSize()});
}

// Overwrites a member's text, if it is one, with zero bytes.
void wipe_member(rapidjson::Value &object, const char *name);

} // namespace mmf::json
