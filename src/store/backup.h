// A backup is a folder: the data as one engine writes it, and a manifest with the hash of each file. A restored store
// is to the byte what it was at one moment; search is built again.
#pragma once

#include <boost/describe.hpp>
#include <cstdint>
#include <map>
#include <string>

#include "base/result.h"
#include "store/store.h"

namespace huiyin {

struct BackupManifest {
  std::string engine;  // sqlite, postgresql
  int32_t schema = 0;
  int64_t log_seq = 0;                       // of the last event in it
  std::string head;                          // the running head there, in hex
  std::map<std::string, std::string> files;  // name -> SHA-256 in hex
};
BOOST_DESCRIBE_STRUCT(BackupManifest, (), (engine, schema, log_seq, head, files))

// Each fills the head and adds the files it wrote into the folder `to`.
Result<void> backup_sqlite(const std::string& url, const std::string& to, const Progress& progress,
                           BackupManifest& manifest);
Result<void> backup_postgresql(const std::string& url, const std::string& to, const Progress& progress,
                               BackupManifest& manifest);
// Into a store without data, else wrong_use. The files were checked before.
Result<void> restore_sqlite(const std::string& from, const std::string& url, const Progress& progress);
Result<void> restore_postgresql(const std::string& from, const std::string& url, const BackupManifest& manifest,
                                const Progress& progress);

// SHA-256 of a file of any size, in hex.
Result<std::string> hash_of_file(const std::string& path);
// Waits until the file, or the folder's entries, are on disk.
Result<void> sync_to_disk(const std::string& path);

}  // namespace huiyin
