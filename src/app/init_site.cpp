#include "app/init_site.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "app/accounts.h"
#include "app/private_file.h"
#include "app/secret_token.h"
#include "app/site_keys.h"
#include "base/json.h"
#include "definitions/csv.h"

namespace huiyin {

namespace fs = std::filesystem;

namespace {

constexpr std::string_view kStaffFile = "staff.csv";

bool is_share(const fs::path& folder) {
  std::error_code error;
  return fs::is_directory(folder / "sites", error) && fs::is_directory(folder / "lifecycles", error) &&
         fs::is_directory(folder / "programmes", error);
}

Result<void> copy_tree(const fs::path& from, const fs::path& to) {
  std::error_code error;
  fs::create_directories(to, error);
  if (!error) fs::copy(from, to, fs::copy_options::recursive | fs::copy_options::skip_existing, error);
  if (error)
    return refuse(RefusalCode::store_unavailable, fmt::format("cannot write {}: {}", to.string(), error.message()));
  return {};
}

Result<void> want_empty(const fs::path& folder) {
  std::error_code error;
  if (!fs::exists(folder, error) || fs::is_empty(folder, error)) return {};
  return refuse(RefusalCode::wrong_use, folder.string() + " is not empty");
}

Result<void> write_file(const fs::path& path, const std::string& bytes) {
  std::error_code error;
  fs::create_directories(path.parent_path(), error);
  std::ofstream out{path, std::ios::binary};
  out << bytes;
  out.close();
  if (out) return {};
  return refuse(RefusalCode::store_unavailable, "cannot write " + path.string());
}

// What every site gets: the shipped lifecycles and programmes it does not bring itself, and its keys.
Result<void> finish_site_folder(const std::string& share, const std::string& site_dir) {
  for (const char* folder : {"lifecycles", "programmes"}) {
    if (auto copied = copy_tree(fs::path{share} / folder, fs::path{site_dir} / folder); !copied) return copied;
  }
  if (auto keys = create_site_keys(site_dir); !keys) return std::unexpected(keys.error());
  return {};
}

struct StaffRow {
  std::string login, name;
  Post post;
  bool signs_in = true;
};

std::unexpected<Refusal> broken_row(int32_t line, std::string_view field, std::string detail) {
  return refuse(RefusalCode::broken_definition, std::move(detail), fmt::format("{}:{} {}", kStaffFile, line, field));
}

Result<std::vector<StaffRow>> read_staff(const std::string& site_dir) {
  const auto path = (fs::path{site_dir} / kStaffFile).string();
  std::error_code error;
  if (!fs::exists(path, error)) return std::vector<StaffRow>{};
  auto bytes = read_whole_file(path);
  if (!bytes) return std::unexpected(bytes.error());
  Findings findings;
  const auto rows = read_csv({std::string{kStaffFile}, std::move(*bytes)}, {"login", "name", "role", "unit", "place"},
                             findings, {"valid_from", "valid_until", "sign_in"});
  if (!findings.empty()) return broken_row(findings.front().line, findings.front().field, findings.front().detail);
  std::vector<StaffRow> staff;
  for (const auto& row : rows) {
    const auto role = json::enum_from<Role>(row.cells[2]);
    if (!role) return broken_row(row.line, "role", fmt::format("there is no role '{}'", row.cells[2]));
    const std::string& sign_in = row.cells[7];
    if (!sign_in.empty() && sign_in != "yes" && sign_in != "no") return broken_row(row.line, "sign_in", "is yes or no");
    const Post post{row.cells[3], *role, row.cells[4], row.cells[5], row.cells[6]};
    staff.push_back({row.cells[0], row.cells[1], post, sign_in != "no"});
  }
  return staff;
}

// One account a login, with the posts of all its rows, in the order of the file.
std::vector<AccountInput> accounts_of(const std::vector<StaffRow>& staff) {
  std::vector<AccountInput> accounts;
  for (const auto& row : staff) {
    auto found = std::ranges::find(accounts, row.login, &AccountInput::login);
    if (found == accounts.end()) {
      accounts.push_back({row.login, row.name, row.signs_in ? new_password() : "", {}, row.signs_in});
      found = std::prev(accounts.end());
    }
    found->posts.push_back(row.post);
  }
  return accounts;
}

Result<void> keep_passwords(const std::string& site_dir, const std::vector<NewAccount>& created) {
  if (created.empty()) return {};
  std::string text;
  for (const auto& account : created)
    text += fmt::format("{}\t{}\t{}\n", account.login, account.password, account.name);
  return create_private_file((fs::path{site_dir} / "data" / "demo_accounts.txt").string(), text);
}

}  // namespace

Result<std::string> share_dir() {
  if (const char* given = std::getenv("HUIYIN_SHARE"); given != nullptr && *given != '\0') {
    if (is_share(given)) return std::string{given};
    return refuse(RefusalCode::unknown_thing,
                  fmt::format("HUIYIN_SHARE={} holds no sites, lifecycles and programmes", given));
  }
  std::error_code error;
  const auto executable = fs::read_symlink("/proc/self/exe", error);
  if (error) return refuse(RefusalCode::unknown_thing, "set HUIYIN_SHARE to the folder of the shipped files");
  for (auto folder = executable.parent_path(); folder != folder.root_path(); folder = folder.parent_path()) {
    if (is_share(folder)) return folder.string();
    if (is_share(folder / "share" / "huiyin")) return (folder / "share" / "huiyin").string();
  }
  return refuse(RefusalCode::unknown_thing,
                "the shipped sites, lifecycles and programmes are not beside the program: set HUIYIN_SHARE");
}

Result<void> write_site_folder(const std::string& share, const std::string& sample, const std::string& site_dir) {
  const fs::path from = fs::path{share} / "sites" / sample;
  const fs::path to{site_dir};
  std::error_code error;
  if (sample.empty() || sample.find('/') != sample.npos || !fs::is_directory(from, error)) {
    return refuse(RefusalCode::unknown_thing, fmt::format("there is no shipped site '{}'", sample));
  }
  if (auto empty = want_empty(to); !empty) return empty;
  if (auto copied = copy_tree(from, to); !copied) return copied;
  return finish_site_folder(share, site_dir);
}

Result<void> write_site_files(const std::string& share, const std::vector<SourceFile>& files,
                              const std::string& site_dir) {
  const fs::path to{site_dir};
  if (auto empty = want_empty(to); !empty) return empty;
  for (const SourceFile& file : files) {
    if (auto written = write_file(to / file.path, file.bytes); !written) return written;
  }
  return finish_site_folder(share, site_dir);
}

Result<std::vector<NewAccount>> create_staff_accounts(App& app, const std::string& site_dir) {
  const auto staff = read_staff(site_dir);
  if (!staff) return std::unexpected(staff.error());
  std::vector<NewAccount> created;
  for (const auto& account : accounts_of(*staff)) {
    if (app.store().find_account(account.login)) continue;
    if (const auto added = add_account(app, the_system(), account); !added) return std::unexpected(added.error());
    if (account.signs_in) created.push_back({account.login, account.name, account.password});
  }
  if (auto kept = keep_passwords(site_dir, created); !kept) return std::unexpected(kept.error());
  return created;
}

}  // namespace huiyin
