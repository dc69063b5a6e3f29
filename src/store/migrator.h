// Brings a store to the newest schema, one migration after the other in a single transaction.
#pragma once

#include <string>

#include "store/connection.h"

namespace huiyin {

// A store newer than this program -> broken_definition.
Result<void> migrate(Connection& connection);
// Without changing anything: a store of another schema -> broken_definition.
Result<void> check_schema(Connection& connection);
// A migration's text as PostgreSQL reads it.
std::string postgresql_schema(const std::string& text);

}  // namespace huiyin
