# Embeds src/store/sql into the program: every <name>.sql becomes Sql::<name>, <name>.postgresql.sql its PostgreSQL text,
# migrations/NNNN_<name>.sql a migration. Run as a script it writes the two files; included it adds the build step.
#
#   huiyin_embed_sql(<target> <folder>)   generates store/sql_text.h and sql_text.cpp
if(NOT CMAKE_SCRIPT_MODE_FILE)
  function(huiyin_embed_sql target folder)
    file(GLOB_RECURSE texts CONFIGURE_DEPENDS ${folder}/*.sql)
    set(out ${CMAKE_BINARY_DIR}/generated/store)
    add_custom_command(
      OUTPUT ${out}/sql_text.h ${out}/sql_text.cpp
      COMMAND ${CMAKE_COMMAND} -DFOLDER=${folder} -DOUT=${out} -P ${CMAKE_SOURCE_DIR}/cmake/embed_sql.cmake
      DEPENDS ${texts} ${CMAKE_SOURCE_DIR}/cmake/embed_sql.cmake
      COMMENT "Embedding SQL" VERBATIM)
    add_custom_target(${target}_sql DEPENDS ${out}/sql_text.h ${out}/sql_text.cpp)
    target_sources(${target} PRIVATE ${out}/sql_text.h ${out}/sql_text.cpp)
    add_dependencies(${target} ${target}_sql)
    target_include_directories(${target} PUBLIC ${CMAKE_BINARY_DIR}/generated)
  endfunction()
  return()
endif()

function(embed_text path into)
  file(READ ${path} text)
  set(${into} "R\"sql(${text})sql\"" PARENT_SCOPE)
endfunction()

file(GLOB statements RELATIVE ${FOLDER} ${FOLDER}/*.sql)
list(FILTER statements EXCLUDE REGEX "\\.postgresql\\.sql$")
list(SORT statements)
set(enumerators "")
set(entries "")
foreach(file IN LISTS statements)
  string(REPLACE ".sql" "" name ${file})
  embed_text(${FOLDER}/${file} text)
  set(dialect "nullptr")
  if(EXISTS ${FOLDER}/${name}.postgresql.sql)
    embed_text(${FOLDER}/${name}.postgresql.sql dialect)
  endif()
  string(APPEND enumerators "  ${name},\n")
  string(APPEND entries "    {\"${name}\", ${text}, ${dialect}},\n")
endforeach()

file(GLOB migrations RELATIVE ${FOLDER}/migrations ${FOLDER}/migrations/*.sql)
list(SORT migrations)
set(steps "")
foreach(file IN LISTS migrations)
  string(REGEX MATCH "^[0-9]+" number ${file})
  math(EXPR number "1${number} - 10000")
  embed_text(${FOLDER}/migrations/${file} text)
  string(APPEND steps "    {${number}, \"${file}\", ${text}},\n")
endforeach()

file(WRITE ${OUT}/sql_text.h.new "// Generated from src/store/sql by cmake/embed_sql.cmake.
#pragma once

#include <cstddef>
#include <span>

namespace huiyin {

enum class Sql : size_t {
${enumerators}};

struct SqlText {
  const char* name;
  const char* text;
  const char* postgresql;  // nullptr: the same text
};
struct Migration {
  int version;
  const char* name;
  const char* text;
};

std::span<const SqlText> sql_texts();    // indexed by Sql
std::span<const Migration> migrations(); // by version

}  // namespace huiyin
")
file(WRITE ${OUT}/sql_text.cpp.new "// Generated from src/store/sql by cmake/embed_sql.cmake.
#include \"store/sql_text.h\"

namespace huiyin {

std::span<const SqlText> sql_texts() {
  static constexpr SqlText kTexts[] = {
${entries}  };
  return kTexts;
}

std::span<const Migration> migrations() {
  static constexpr Migration kSteps[] = {
${steps}  };
  return kSteps;
}

}  // namespace huiyin
")
foreach(file sql_text.h sql_text.cpp)
  file(COPY_FILE ${OUT}/${file}.new ${OUT}/${file} ONLY_IF_DIFFERENT)
endforeach()
