#include "base/json_secret.hpp"

#include "base/json.hpp"

#include <algorithm>
#include <cstdlib>
#include <cstring>
#include <new>
#include <openssl/crypto.h>

namespace mmf::json {

namespace {

// Before each piece: its size, which nobody tells when it is freed.
constexpr std::size_t HeadSize = alignof(std::max_align_t);
static_assert(HeadSize >= sizeof(std::size_t));

} // namespace

void *WipingAllocator::Malloc(std::size_t size)
{
    if (size == 0) {
        return nullptr;
    }
    auto *head = static_cast<char *>(::operator new(HeadSize + size));
    std::memcpy(head, &size, sizeof size);
    return head + HeadSize;
}

void *WipingAllocator::Realloc(void *old, std::size_t old_size, std::size_t new_size)
{
    void *memory = Malloc(new_size);
    if (old != nullptr && memory != nullptr) {
        std::memcpy(memory, old, std::min(old_size, new_size));
    }
    Free(old);
    return memory;
}

void WipingAllocator::Free(void *memory)
{
    if (memory == nullptr) {
        return;
    }
    char *head = static_cast<char *>(memory) - HeadSize;
    std::size_t size = 0;
    std::memcpy(&size, head, sizeof size);
    OPENSSL_cleanse(memory, size);
    ::operator delete(head);
}

void wipe_member(rapidjson::Value &object, const char *name)
{
    const rapidjson::Value *found = object.IsObject() ? member(object, name) : nullptr;
    if (found != nullptr && found->IsString()) {
        // The document's own copy, which is not constant.
        OPENSSL_cleanse(const_cast<char *>(found->GetString()), found->GetStringLength());
    }
}

} // namespace mmf::json
