/**
 * slicer.offer/1 and /2, host side: something the person may want to do, shown without disturbing. A host
 * that has the second has the first as well.
 *
 * For what a plugin finds by itself, such as work that an earlier run left. What an action does once it is
 * performed is told by slicer.notify/1.
 */
#ifndef SLICER_SDK_OFFER_H
#define SLICER_SDK_OFFER_H

#include "slicer_sdk/sdk.h"

#ifdef __cplusplus
extern "C" {
#endif

#define SLICER_EXT_OFFER "slicer.offer/1"
#define SLICER_EXT_OFFER_2 "slicer.offer/2"

/** Everything is owned by the caller and valid during the call; no text is null. */
typedef struct slicer_offer
{
    /** An action of the plugin's menu (slicer.menu/1), of any place. */
    const char *action_id;

    /** One sentence for people, in the host's language. */
    const char *message;

    /** What the button says, such as "&Go on", with `&` before the wished mnemonic. */
    const char *button;
} slicer_offer;

typedef struct slicer_host_offer
{
    /**
     * Shows the sentence with the button, and neither opens a window nor takes the focus. The host keeps it
     * until the person presses the button, dismisses it, or something is told of the action. The button
     * performs the action as its menu item would; if it is dismissed, nothing is called. Never calls back
     * from within. A later offer of the same action takes the place of an earlier one. Nothing is shown where
     * nobody is there (slicer.lifecycle/1), and the plugin does not offer then. [main-thread]
     */
    void(SLICER_ABI *show)(const slicer_host *host, const slicer_offer *offer);
} slicer_host_offer;

/** The same, for what may be settled in another way before the person answers. */
typedef struct slicer_host_offer_2
{
    /** As slicer.offer/1's. [main-thread] */
    void(SLICER_ABI *show)(const slicer_host *host, const slicer_offer *offer);

    /** Whether an offer of that action is still shown. [main-thread] */
    bool(SLICER_ABI *is_shown)(const slicer_host *host, const char *action_id);

    /** Takes an offer of that action away; nothing happens if none is shown. [main-thread] */
    void(SLICER_ABI *withdraw)(const slicer_host *host, const char *action_id);
} slicer_host_offer_2;

#ifdef __cplusplus
}
#endif

#endif
