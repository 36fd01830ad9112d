// Making and opening a ledger.
// SPDX-License-Identifier: EUPL-1.2
#include "ledger_state.hpp"
#include "ledger_tables.hpp"
#include "snapshot_state.hpp"

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
};

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
    const TemporaryFolder temporary(target.parent_path() / ("." + target.filename().string() +
                                                            ".new-" + std::to_string(::getpid())));
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
