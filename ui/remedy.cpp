#include "remedy.hpp"

namespace mmf::ui {

Remedy remedy_of(const publish::JobEnded &ended)
{
    using publish::Phase;
    if (ended.phase == Phase::Paused) {
        return ended.is_resumable ? Remedy::GoOn : Remedy::None;
    }
    // Whether an object exists that nobody knows of only a person can find out; what was cancelled is meant.
    if (ended.phase != Phase::Failed || !ended.error) {
        return Remedy::None;
    }
    const ErrorKind kind = ended.error->kind;
    if (kind == ErrorKind::OtherAccount) {
        return Remedy::None;
    }
    if (ended.is_resumable) {
        return Remedy::GoOn;
    }
    // This machine may have room again; a refusal stays one.
    const bool is_of_this_machine =
        kind == ErrorKind::Disk || kind == ErrorKind::DiskFull || kind == ErrorKind::Journal;
    return is_of_this_machine && ended.object_id.empty() ? Remedy::Anew : Remedy::None;
}

} // namespace mmf::ui
