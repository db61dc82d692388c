// In which language people are spoken to. Pure; any thread.
#pragma once

#include <string>
#include <string_view>

namespace mmf {

// As a catalogue is named: "hu", "fr", "pt_BR"; "en" where nothing says otherwise. `setting` is the settings'
// `language`: "auto" or empty to follow the others, else as the service names it ("sp" is Spanish). `of_host`
// is what the host says of itself, as in `slicer.locale/1`; `of_process` the name of the process's locale,
// such as "es_ES.UTF-8", for a host that says nothing. Either may be empty, and what is no language is not
// heeded.
std::string spoken_language(std::string_view setting, std::string_view of_host, std::string_view of_process);

} // namespace mmf
