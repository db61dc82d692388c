// For a thread that nobody waits for.
#pragma once

namespace mmf {

// The library that this is linked into stays in memory until the process ends, also when its host lets it go.
// Once is enough. False: it cannot be said so. For any thread.
bool keep_library_loaded();

} // namespace mmf
