// `peil check` and peil-audit on proofs, checkpoints and folders of tiles, whole and damaged; and
// that peil-audit ends in order whatever it is given.
// SPDX-License-Identifier: EUPL-1.2
#include "../../../cli/src/checked_continuity.hpp"
#include "damage.hpp"
#include "judges.hpp"
#include <peil/core/cosignature.hpp>
#include <peil/core/evidence.hpp>
#include <peil/core/proof_file.hpp>
#include <peil/core/tiles_folder.hpp>
#include <peil/core/tlog_proof.hpp>
#include <peil/events/cell_proof.hpp>
#include <peil/events/fork.hpp>
#include <peil/events/page.hpp>

#include <boost/test/unit_test.hpp>

#include <filesystem>

namespace {

namespace audit = peil::audit;
namespace cli = peil::cli;
namespace core = peil::core;
namespace events = peil::events;
namespace fs = std::filesystem;
using audit::testing::fresh_seed;
using audit::testing::Judges;
using audit::testing::RandomProgramme;
using audit::testing::SeededRandom;
using audit::testing::with_another_letter;
using core::testing::key_of;

/// A byte with one bit changed.
std::string with_a_flipped_bit(std::string bytes, SeededRandom& random) {
    auto& byte = bytes[random.below(bytes.size())];
    byte = static_cast<char>(byte ^ (1 << random.below(8)));
    return bytes;
}

/// A programme of a few editions, its last document, and who judges.
struct ProofPlace {
    ProofPlace() {
        BOOST_TEST_MESSAGE("seed " << seed << "; PEIL_TEST_SEED sets it");
        for (int i = 0; i < 6; ++i) {
            first = document;
            document = programme.next_document();
        }
    }
    /// All signed, whole, and damaged in many places, each alone.
    void expect_agreement(const std::string& text) {
        BOOST_TEST(judges.check(text) == 0, text);
        BOOST_TEST(judges.audit(text) == 0, text);
        for (int i = 0; i < 100; ++i) {
            const auto changed = with_another_letter(text, random);
            const auto code = judges.check(changed);
            BOOST_TEST(code != 0, changed);
            BOOST_TEST(judges.audit(changed) == code, changed);
        }
    }
    /// A checkpoint of some history that the log signed.
    [[nodiscard]] static std::string signed_root(std::uint64_t size, std::string_view root) {
        const auto text = std::string(events::testing::sample_origin) + '\n' +
                          std::to_string(size) + '\n' + audit::to_base64(audit::sha256(root)) +
                          '\n';
        return core::encode_note(core::sign_note(text, events::testing::sample_origin, key_of(0)));
    }
    /// What both say of files together: whether one history contradicts the other.
    void expect_together(const std::vector<std::string>& texts, bool is_contradicted) const {
        std::vector<cli::CheckedFile> own;
        std::vector<audit::Checked> independent;
        for (const auto& text : texts) {
            auto checked = cli::check_file("file", text, judges.own);
            BOOST_TEST_REQUIRE(checked.has_value());
            own.push_back(*std::move(checked));
            independent.push_back(audit::check_file(text, judges.independent));
        }
        const auto expected = is_contradicted ? 1 : 0;
        BOOST_TEST(cli::exit_code_for(cli::check_continuity(own).claims) == expected);
        BOOST_TEST(audit::exit_code_for(audit::check_continuity(independent)) == expected);
    }
    [[nodiscard]] core::StoredCheckpoint last_checkpoint() {
        const auto last = programme.ledger().ledger().snapshot().last_checkpoint();
        BOOST_TEST_REQUIRE(last.has_value());
        return *last;
    }

    /// Appends, seals and publishes.
    void publish_more(std::size_t count, const fs::path& folder) {
        programme.ledger().append(std::vector<events::testing::Dated>(
            count, {events::ProgrammeRenamed{"x"}, "2021-01-01"}));
        programme.ledger().seal();
        const auto snapshot = programme.ledger().ledger().snapshot();
        BOOST_TEST_REQUIRE(core::write_tiles(snapshot, folder).has_value());
    }
    /// What peil-audit says of the files of a folder, apart from its checkpoint.
    [[nodiscard]] audit::Claim tiles_claim(const fs::path& folder) const {
        for (const auto& claim : audit::check_tiles(folder, judges.independent).claims) {
            if (claim.name == "tiles") { return claim; }
        }
        return {};
    }

    std::uint64_t seed = fresh_seed();
    SeededRandom random{seed};
    // Proofs name no keys over time: this one never changes its key.
    RandomProgramme programme{seed, {.changes_keys = false, .others_sign = false}};
    events::EditionDocument first;
    events::EditionDocument document;
    Judges judges{programme.ledger().ledger().settings().log_key};
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(proofs, ProofPlace)

BOOST_AUTO_TEST_CASE(proofs_of_cells) {
    const auto proof_of = [&](const std::string& subject) {
        return boost::json::serialize(
            events::to_json(events::CellProver(document).prove(subject, "chapter")));
    };
    // Its leaf is neither the first nor the last, which would prove that another cell is absent.
    expect_agreement(proof_of("measure/2"));
    for (const std::string absent : {"a", "measure/30", "zzz"}) {
        BOOST_TEST(judges.check(proof_of(absent)) == 0);
        BOOST_TEST(judges.audit(proof_of(absent)) == 0);
        for (int i = 0; i < 50; ++i) {
            // Another cell may be absent as well.
            const auto changed = with_another_letter(proof_of(absent), random);
            BOOST_TEST(judges.check(changed) == judges.audit(changed), changed);
        }
    }
}

BOOST_AUTO_TEST_CASE(proofs_of_events_and_bundles) {
    const auto snapshot = programme.ledger().ledger().snapshot();
    for (const std::uint64_t number : {std::uint64_t{1}, std::uint64_t{7}, snapshot.head().size}) {
        const auto proof = core::prove_event(snapshot, number);
        BOOST_TEST_REQUIRE(proof.has_value());
        expect_agreement(core::encode_event_proof(*proof));
        const auto bundle = core::encode_tlog_proof(proof->proof);
        judges.own.event = judges.independent.event = std::nullopt;
        BOOST_TEST(judges.check(bundle) == 4);
        BOOST_TEST(judges.audit(bundle) == 4);
        judges.use_event(proof->event);
        expect_agreement(bundle);
    }
}

BOOST_AUTO_TEST_CASE(proofs_of_growth) {
    const auto snapshot = programme.ledger().ledger().snapshot();
    const auto growth = [&](std::uint64_t from) {
        const auto old = core::tree_head_at(snapshot, from);
        const auto now = core::tree_head_at(snapshot, snapshot.head().size);
        BOOST_TEST_REQUIRE((old.has_value() && now.has_value()));
        const auto file = core::prove_growth(snapshot, *old, *now);
        BOOST_TEST_REQUIRE(file.has_value());
        return core::encode_consistency(*file);
    };
    const auto checkpoints = snapshot.checkpoints();
    expect_agreement(growth(checkpoints[1].size));
    for (const std::uint64_t plain : {std::uint64_t{0}, std::uint64_t{3}}) {
        BOOST_TEST(judges.check(growth(plain)) == 4);
        BOOST_TEST(judges.audit(growth(plain)) == 4);
    }
}

BOOST_AUTO_TEST_CASE(checkpoints_with_and_without_a_quorum) {
    const auto note = last_checkpoint().note;
    expect_agreement(note);
    std::string policy = "log " + programme.ledger().ledger().settings().log_key + '\n';
    auto cosigned = *core::parse_note(note);
    for (int i = 0; i < 3; ++i) {
        const auto name = "example.nl/w" + std::to_string(i);
        const auto key = key_of(100 + 30 * i);
        policy += "witness w" + std::to_string(i) + ' ' +
                  core::encode_vkey(*core::make_cosigner_key(name, key.public_key())) + '\n';
        if (i == 2) { continue; }
        cosigned.signatures.push_back(core::cosign_text(
            cosigned.text, name, 1'700'000'000 + static_cast<std::uint64_t>(i), key));
    }
    judges.use_policy(policy + "group g 2 w0 w1\ngroup h any w2\ngroup all any g h\nquorum all\n");
    BOOST_TEST(judges.check(note) == 4);
    BOOST_TEST(judges.audit(note) == 4);
    expect_agreement(core::encode_note(cosigned));
    const auto claims = audit::check_file(core::encode_note(cosigned), judges.independent).claims;
    BOOST_TEST(claims.back().text == "the quorum cosigned it, all since 2023-11-14T22:13:20Z");
    document.published.checkpoint = core::encode_note(cosigned);
    BOOST_TEST(judges.audit(events::testing::text_of(document)) == 0);
    judges.use_policy(policy + "group g all w0 w1 w2\nquorum g\n");
    BOOST_TEST(judges.check(core::encode_note(cosigned)) == 4);
    BOOST_TEST(judges.audit(core::encode_note(cosigned)) == 4);
}

BOOST_AUTO_TEST_CASE(a_key_of_somebody_else_is_told_by_those_who_have_one_to_compare_with) {
    const Judges others{
        core::encode_vkey(core::testing::verifier_of(90, events::testing::sample_origin))};
    BOOST_TEST(others.check(events::testing::text_of(document)) == 1);
    BOOST_TEST(others.audit(events::testing::text_of(document)) == 1);
}

BOOST_AUTO_TEST_CASE(what_another_key_of_the_name_signed_is_not_proven) {
    const auto note = last_checkpoint().note;
    const auto snapshot = programme.ledger().ledger().snapshot();
    const auto proof = core::encode_event_proof(*core::prove_event(snapshot, 7));
    const auto vkey =
        core::encode_vkey(core::testing::verifier_of(90, events::testing::sample_origin));
    Judges others{vkey};
    for (const auto& text : {note, proof}) {
        BOOST_TEST(others.check(text) == 4);
        BOOST_TEST(others.audit(text) == 4);
    }
    const core::testing::TemporaryFolder folder;
    BOOST_TEST_REQUIRE(core::write_tiles(snapshot, folder.path()).has_value());
    const auto tiles = audit::check_tiles(folder.path(), others.independent);
    BOOST_TEST(audit::exit_code_for(tiles.claims) == 4);
    // A policy that asks for witnesses, and knows another key of the log.
    const auto witness =
        core::encode_vkey(*core::make_cosigner_key("example.nl/w", key_of(100).public_key()));
    others.use_policy("log " + vkey + "\nwitness w " + witness + "\nquorum w\n");
    BOOST_TEST(others.check(note) == 4);
    BOOST_TEST(others.audit(note) == 4);
}

BOOST_AUTO_TEST_CASE(what_is_empty_or_no_file_of_peil_is_said_to_be) {
    for (const std::string text : {"", " \n", "hello"}) {
        BOOST_CHECK_EXCEPTION(
            static_cast<void>(audit::check_file(text, judges.independent)), audit::Refusal,
            [](const audit::Refusal& refusal) {
                return std::string_view(refusal.what()).starts_with("it is empty, or nothing");
            });
    }
}

BOOST_AUTO_TEST_CASE(forks) {
    const auto vkey = programme.ledger().ledger().settings().log_key;
    const auto fork = [&](std::string_view one, std::string_view other) {
        return boost::json::serialize(
            events::to_json(events::Fork{vkey, signed_root(5, one), signed_root(5, other)}));
    };
    expect_agreement(fork("a", "b"));
    BOOST_TEST(judges.check(fork("a", "a")) == 1);
    BOOST_TEST(judges.audit(fork("a", "a")) == 1);
}

BOOST_AUTO_TEST_CASE(two_editions_prove_continuity) {
    const auto checked = [&](const events::EditionDocument& one) {
        return audit::check_file(events::testing::text_of(one), judges.independent);
    };
    auto claims = audit::check_continuity({checked(document), checked(first)});
    BOOST_TEST_REQUIRE(claims.size() == 1U);
    BOOST_TEST((claims[0].verdict == audit::Verdict::proven), claims[0].text);
    programme.next_document();
    claims = audit::check_continuity({checked(first), checked(programme.next_document())});
    BOOST_TEST((claims[0].verdict == audit::Verdict::not_proven), claims[0].text);
    RandomProgramme other{seed + 1, {.changes_keys = false, .others_sign = false}};
    for (int i = 0; i < 3; ++i) {
        claims = audit::check_continuity({checked(document), checked(other.next_document())});
    }
    BOOST_TEST((claims[0].verdict != audit::Verdict::proven), claims[0].text);
}

BOOST_AUTO_TEST_CASE(checkpoints_of_two_histories_contradict_each_other_in_whatever_files) {
    const auto edition = events::testing::text_of(document);
    const auto own = events::log_size(document);
    const auto before = events::log_size(first);
    expect_together({edition, events::testing::text_of(first)}, false);
    expect_together({edition, signed_root(own, "other")}, true);
    expect_together({signed_root(before, "other"), edition}, true);
    expect_together({signed_root(own + 1, "other"), edition}, false);
    expect_together({signed_root(7, "one"), signed_root(7, "other")}, true);
    expect_together({signed_root(7, "one"), signed_root(7, "one"), signed_root(8, "other")}, false);
    expect_together({last_checkpoint().note, edition}, false);
}

BOOST_AUTO_TEST_CASE(a_later_edition_names_all_that_an_earlier_one_names) {
    const auto is_of_measure_1 = [](const events::DocumentCell& cell) {
        return cell.leaf.find("\"measure/1\"") != std::string::npos;
    };
    auto silent = document;
    BOOST_TEST(std::erase_if(silent.cells, is_of_measure_1) > 0U);
    const auto earlier = events::testing::text_of(first);
    expect_together({earlier, events::testing::text_of(silent)}, true);
    expect_together({earlier, events::testing::text_of(document)}, false);
}

BOOST_AUTO_TEST_CASE(every_byte_of_a_page_counts) {
    const auto page = events::render_page(document);
    BOOST_TEST_REQUIRE(page.has_value());
    BOOST_TEST(judges.audit(*page) == 0);
    for (int i = 0; i < 200; ++i) {
        auto changed = *page;
        const auto place = random.below(changed.size());
        const auto mask = static_cast<char>(1 + random.below(255));
        changed[place] = static_cast<char>(changed[place] ^ mask);
        const auto code = judges.check(changed);
        const auto around = changed.substr(place < 40 ? 0 : place - 40, 80);
        BOOST_TEST(code != 0, around);
        BOOST_TEST(judges.audit(changed) == code, around);
    }
    BOOST_TEST(judges.audit(*page + ' ') == 1);
}

BOOST_AUTO_TEST_CASE(folders_of_tiles) {
    const core::testing::TemporaryFolder folder;
    publish_more(600, folder.path());  // long enough for full tiles
    const auto audited = [&] {
        try {
            return audit::exit_code_for(
                audit::check_tiles(folder.path(), judges.independent).claims);
        } catch (const audit::Refusal&) { return audit::testing::refused; }
    };
    BOOST_TEST(audited() == 0);
    int file_count = 0;
    for (const auto& entry : fs::recursive_directory_iterator(folder.path())) {
        if (!entry.is_regular_file()) { continue; }
        ++file_count;
        const auto bytes = core::testing::read_whole(entry.path());
        for (int i = 0; i < 5; ++i) {
            core::testing::write_whole(entry.path(), with_a_flipped_bit(bytes, random));
            BOOST_TEST(audited() != 0, entry.path());
            const auto name = entry.path().lexically_relative(folder.path()).string();
            if (name == "checkpoint") { continue; }
            const auto claim = tiles_claim(folder.path());
            BOOST_TEST((claim.verdict == audit::Verdict::contradicted));
            BOOST_TEST(claim.text.starts_with(name + ' '), name << ": " << claim.text);
        }
        fs::remove(entry.path());
        BOOST_TEST(audited() != 0, entry.path());
        core::testing::write_whole(entry.path(), bytes);
    }
    BOOST_TEST(file_count == 8);  // checkpoint, 3 bundles, 3 tiles, and the tile above them
    BOOST_TEST(audited() == 0);
}

BOOST_AUTO_TEST_CASE(folders_of_tiles_as_caches_keep_them) {
    const core::testing::TemporaryFolder folder;
    publish_more(1, folder.path());
    const auto earlier = core::testing::read_whole(folder / "checkpoint");
    std::vector<fs::path> partial;
    for (const auto& entry : fs::recursive_directory_iterator(folder.path())) {
        if (entry.path().parent_path().extension() == ".p") { partial.push_back(entry.path()); }
    }
    BOOST_TEST(partial.size() == 2U);
    for (const std::size_t count : {3U, 600U}) {
        publish_more(count, folder.path());
        for (const auto& file : partial) { fs::remove(file); }
        core::testing::write_whole(folder / "checkpoint", earlier);
        const auto claim = tiles_claim(folder.path());
        BOOST_TEST((claim.verdict == audit::Verdict::proven), claim.text);
    }
    fs::remove(folder / "tile/0/000");
    BOOST_TEST((tiles_claim(folder.path()).verdict == audit::Verdict::contradicted));
}

BOOST_AUTO_TEST_CASE(times_are_printed_as_dates) {
    BOOST_TEST(audit::time_text(0) == "1970-01-01T00:00:00Z");
    BOOST_TEST(audit::time_text(1'700'000'000) == "2023-11-14T22:13:20Z");
    BOOST_TEST(audit::time_text(~std::uint64_t{0} >> 1U).ends_with("1970"));
}

BOOST_AUTO_TEST_CASE(nothing_makes_it_end_otherwise_than_with_a_verdict) {
    const std::vector<std::string> seeds{
        events::testing::text_of(document),
        *events::render_page(document),
        last_checkpoint().note,
        boost::json::serialize(events::to_json(events::CellProver(document).prove("a", "b"))),
        std::string(100'000, '['),
        R"({"schema":"peil.edition/1")" + std::string(90, '{'),
        "{\"\\u",
        "",
        "\n\n\xE2\x80\x94 "};
    for (int i = 0; i < 3000; ++i) {
        auto text = audit::testing::one_of(seeds, random);
        for (auto left = random.below(4); left > 0 && !text.empty(); --left) {
            const auto at = random.below(text.size());
            switch (random.below(3)) {
                case 0: text[at] = static_cast<char>(random.below(256)); break;
                case 1: text.resize(at); break;
                default: text.insert(at, text.substr(at, random.below(40))); break;
            }
        }
        const auto code = judges.audit(text);
        BOOST_TEST((code == 0 || code == 1 || code == 2 || code == 4));
    }
}

BOOST_AUTO_TEST_SUITE_END()
