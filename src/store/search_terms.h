// Words as the two search engines read them. Pure; safe from any thread.
#pragma once

#include <string>
#include <string_view>

#include "store/connection.h"

namespace huiyin {

// The terms of masked words, to be indexed: FTS5 reads them space-joined, PostgreSQL as the text of a tsvector.
std::string indexed_terms(Engine engine, std::string_view masked_words);

// A query that holds where every word does; a word of several terms must stand as a phrase, a single character may
// begin a term. Empty when there is nothing to look for.
std::string search_query(Engine engine, std::string_view words);

}  // namespace huiyin
