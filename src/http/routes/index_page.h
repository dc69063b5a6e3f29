// The page at "/": what runs here, in both languages, with links for people and programs.
#pragma once

#include <string>

#include "domain/lifecycle.h"

namespace huiyin::http {

std::string index_html(const Wording& site_name);

}  // namespace huiyin::http
