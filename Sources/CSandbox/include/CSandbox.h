#pragma once

#include "descriptors.h"
