// Making and opening a ledger.
// SPDX-License-Identifier: EUPL-1.2
#include "ledger_state.hpp"
#include "ledger_tables.hpp"
#include "snapshot_state.hpp"

#include <algorithm>
#include <cerrno>
#include <charconv>
#include <csignal>
#include <unistd.h>
#include <utility>

namespace peil::core {

namespace {

/// Removes what was built when it is not renamed into place.
class TemporaryFolder {
  public:
    explicit TemporaryFolder(std::filesystem::path path) : path_(std::move(path)) {
        std::filesystem::remove_all(path_);
        make_private_folder(path_);
        // Held until it is renamed: nobody else takes it for abandoned.
        if (auto locked = lock_folder(path_)) { lock_.emplace(std::move(*locked)); }
    }
    ~TemporaryFolder() {
        std::error_code ignored;
        std::filesystem::remove_all(path_, ignored);
    }
    TemporaryFolder(const TemporaryFolder&) = delete;
    TemporaryFolder& operator=(const TemporaryFolder&) = delete;

    [[nodiscard]] const std::filesystem::path& path() const { return path_; }

  private:
    std::filesystem::path path_;
    std::optional<FileDescriptor> lock_;
};

constexpr std::string_view temporary_infix = ".new-";

/// What the names of temporary folders for a ledger begin with; the number of a process follows.
std::string temporary_prefix(const std::filesystem::path& target) {
    return "." + target.filename().string() + std::string(temporary_infix);
}

bool is_running(std::string_view process) {
    pid_t number = 0;
    const auto parsed = std::from_chars(process.data(), process.data() + process.size(), number);
    const bool is_number =
        parsed.ec == std::errc() && parsed.ptr == process.data() + process.size() && number > 0;
    // What is no number was not made here: it is left alone as well.
    return !is_number || ::kill(number, 0) == 0 || errno != ESRCH;
}

bool is_abandoned(const std::filesystem::path& folder, std::string_view process) {
    if (is_running(process) ||
        !std::filesystem::is_directory(std::filesystem::symlink_status(folder))) {
        return false;
    }
    return require_private(folder).has_value() && lock_folder(folder).has_value();
}

std::filesystem::path without_trailing_slash(const std::filesystem::path& path) {
    return path.has_filename() ? path : path.parent_path();
}

}  // namespace

Ledger::Ledger(std::unique_ptr<State> state) : state_(std::move(state)) {}
Ledger::~Ledger() = default;
Ledger::Ledger(Ledger&&) noexcept = default;
Ledger& Ledger::operator=(Ledger&&) noexcept = default;

const LedgerFolder& Ledger::folder() const {
    return state_->folder;
}
const LedgerSettings& Ledger::settings() const {
    return state_->settings;
}

Snapshot Ledger::snapshot() const {
    return Snapshot(std::make_unique<Snapshot::State>(state_->store.read(), state_->settings));
}

Result<Ledger> Ledger::open(const std::filesystem::path& root, Access access,
                            Surroundings surroundings) {
    const LedgerFolder folder{root};
    std::optional<FileDescriptor> lock;
    if (access == Access::write) {
        auto locked = lock_folder(root);
        if (!locked) { return locked.error(); }
        lock = std::move(*locked);
        for (const auto& path : {root, folder.truth(), folder.truth() / "data.mdb"}) {
            const auto privately = require_private(path);
            if (!privately) { return privately.error(); }
        }
    }
    auto store = Store::open(folder.truth(), truth_options());
    if (!store) { return store.error(); }
    auto settings = read_settings(store->read());
    if (!settings) { return settings.error(); }
    if (!read_head(store->read())) {
        return Error(Errc::ledger_damaged, "the ledger's head cannot be read");
    }
    Ledger ledger(std::make_unique<State>(State{folder, std::move(lock), std::move(*store),
                                                std::move(*settings), std::move(surroundings)}));
    if (access == Access::write) {
        const auto high_water = ledger.check_high_water();
        if (!high_water) { return high_water.error(); }
    }
    return ledger;
}

std::vector<std::filesystem::path> abandoned_folders(const std::filesystem::path& root) {
    const auto target = without_trailing_slash(std::filesystem::absolute(root));
    const auto prefix = temporary_prefix(target);
    std::vector<std::filesystem::path> found;
    std::error_code failed;
    for (const auto& entry : std::filesystem::directory_iterator(target.parent_path(), failed)) {
        const auto name = entry.path().filename().string();
        const bool is_ours =
            name.starts_with(prefix) &&
            is_abandoned(entry.path(), std::string_view(name).substr(prefix.size()));
        if (is_ours) { found.push_back(entry.path()); }
    }
    std::sort(found.begin(), found.end());
    return found;
}

Result<void> create_ledger(const std::filesystem::path& root, LedgerSettings settings,
                           const std::string& key_pem,
                           const std::function<Result<void>(Ledger&)>& populate,
                           Surroundings surroundings) {
    const auto target = without_trailing_slash(std::filesystem::absolute(root));
    if (std::filesystem::exists(std::filesystem::symlink_status(target))) {
        return Error(Errc::ledger_exists,
                     target.string() + " exists already; choose another folder with --ledger");
    }
    if (!std::filesystem::is_directory(target.parent_path())) {
        return Error(Errc::ledger_missing,
                     "there is no folder " + target.parent_path().string() + " to make it in");
    }
    const auto local = require_local_file_system(target.parent_path());
    if (!local) { return local.error(); }
    for (const auto& folder : abandoned_folders(target)) { std::filesystem::remove_all(folder); }
    const TemporaryFolder temporary(target.parent_path() /
                                    (temporary_prefix(target) + std::to_string(::getpid())));
    const LedgerFolder folder{temporary.path()};
    make_private_folder(folder.keys());
    replace_file(folder.log_key(), key_pem);
    Store::create(folder.truth(), truth_options());
    {
        auto store = Store::open(folder.truth(), truth_options());
        if (!store) { return store.error(); }
        const auto stored = store->update([&](WriteTransaction& rows) -> Result<void> {
            rows.put(table::facts, settings_key, encode_settings(settings));
            rows.put(table::facts, head_key, encode_head({.size = 0, .root = empty_root()}));
            return {};
        });
        if (!stored) { return stored.error(); }
        Ledger ledger(std::make_unique<Ledger::State>(
            Ledger::State{folder, std::nullopt, std::move(*store), std::move(settings),
                          std::move(surroundings)}));
        const auto populated = populate(ledger);
        if (!populated) { return populated.error(); }
    }
    sync_folder(temporary.path());
    return rename_new(temporary.path(), target);
}

}  // namespace peil::core
