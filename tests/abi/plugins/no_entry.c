/* A library, but no plugin. */
#include "slicer_sdk/sdk.h"

SLICER_EXPORT int not_a_plugin(void);

int not_a_plugin(void)
{
    return 1;
}
