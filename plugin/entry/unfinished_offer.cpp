#include "entry/unfinished_offer.hpp"

#include "base/paths.hpp"
#include "entry/app.hpp"
#include "slicer_sdk/lifecycle.h"
#include "slicer_sdk/offer.h"
#include "spool/spool_mark.hpp"

#include <string_view>

namespace mmf {

std::string unfinished_sentence(std::size_t count, const Catalogue &catalogue)
{
    std::string sentence = catalogue.translate("{count} upload to MyMiniFactory was not finished.",
                                               "{count} uploads to MyMiniFactory were not finished.", count);
    constexpr std::string_view Place = "{count}";
    if (const std::size_t at = sentence.find(Place); at != std::string::npos) {
        sentence.replace(at, Place.size(), std::to_string(count));
    }
    return sentence;
}

bool can_offer(const slicer_host &host)
{
    const auto *lifecycle =
        static_cast<const slicer_host_lifecycle *>(host.get_extension(&host, SLICER_EXT_LIFECYCLE));
    return host.get_extension(&host, SLICER_EXT_OFFER) != nullptr &&
           (lifecycle == nullptr || lifecycle->is_attended(&host));
}

void offer_unfinished(const slicer_host &host, const Catalogue &catalogue)
{
    const std::size_t count = count_unfinished(paths_from_environment().spool_folder());
    if (count == 0) {
        return;
    }
    const auto *offers = static_cast<const slicer_host_offer *>(host.get_extension(&host, SLICER_EXT_OFFER));
    const std::string message = unfinished_sentence(count, catalogue);
    const slicer_offer offer = {action::Resume, message.c_str(), catalogue.translate("&Go on")};
    offers->show(&host, &offer);
}

void renew_offer(const slicer_host &host, const Catalogue &catalogue)
{
    const auto *offers =
        static_cast<const slicer_host_offer_2 *>(host.get_extension(&host, SLICER_EXT_OFFER_2));
    if (offers == nullptr || !offers->is_shown(&host, action::Resume)) {
        return; // answered or dismissed
    }
    if (count_unfinished(paths_from_environment().spool_folder()) == 0) {
        offers->withdraw(&host, action::Resume);
    } else {
        offer_unfinished(host, catalogue);
    }
}

} // namespace mmf
