#pragma once

#include "descriptors.h"
#include "image.h"
#include "messages.h"
#include "protocol.h"
