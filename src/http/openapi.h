// The OpenAPI 3.1 document of a router: from the routes themselves and the schemas of their structs.
#pragma once

#include <string>

#include "http/schema.h"
#include "http/server/router.h"

namespace huiyin::http {

// Adds the schema of problems. Indented JSON with sorted keys: the same routes give the same bytes.
std::string openapi_document(const Router& router, Schemas& schemas);

// Indented by two, keys sorted.
std::string indented(const json::Value& value);

}  // namespace huiyin::http
