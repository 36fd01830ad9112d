// The table of kinds: its order, measure numbers, and the checks of shape that follow from it.
// SPDX-License-Identifier: EUPL-1.2
#include "ledger_samples.hpp"
#include <peil/events/codec.hpp>
#include <peil/events/kind.hpp>

#include <boost/json/parse.hpp>
#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <set>
#include <string>
#include <vector>

namespace {

namespace events = peil::events;
namespace json = boost::json;

using Found = std::vector<std::string>;

/// The id of a key of the sample ledger.
std::string id_of(int first_byte) {
    return peil::core::testing::id_of(first_byte, events::testing::sample_origin);
}

/// `rule pointer` of each violation.
Found violations_of(std::string_view type, std::string_view data) {
    Found found;
    const auto* kind = events::find_kind(type);
    BOOST_TEST_REQUIRE(kind != nullptr);
    const auto violations =
        events::check_shape(*kind, json::parse({data.data(), data.size()}).as_object());
    for (const auto& violation : violations) {
        BOOST_CHECK(!violation.text.empty());
        found.push_back(violation.rule + " " + violation.pointer);
    }
    return found;
}

void check_violations(std::string_view type, std::string_view data, const Found& wanted) {
    const auto found = violations_of(type, data);
    BOOST_CHECK_EQUAL_COLLECTIONS(found.begin(), found.end(), wanted.begin(), wanted.end());
}

}  // namespace

BOOST_AUTO_TEST_SUITE(kind)

BOOST_AUTO_TEST_CASE(the_table_has_the_order_of_the_variant) {
    const auto all = events::testing::one_of_every_kind();
    BOOST_TEST_REQUIRE(all.size() == events::kinds().size());
    BOOST_TEST(all.size() + 1 == std::variant_size_v<events::Event>);
    for (std::size_t index = 0; index < all.size(); ++index) {
        BOOST_TEST_CONTEXT(events::kinds()[index].type) {
            BOOST_TEST(all[index].index() == index);
            BOOST_TEST(events::type_of(all[index]) == events::kinds()[index].type);
            BOOST_TEST(
                events::check_shape(events::kinds()[index], events::to_data(all[index])).empty());
        }
    }
}

BOOST_AUTO_TEST_CASE(types_and_members_are_named_once_and_explained) {
    std::set<std::string_view> types;
    for (const auto& one : events::kinds()) {
        BOOST_TEST(types.insert(one.type).second);
        BOOST_TEST(one.type.starts_with("nl.peil."));
        BOOST_TEST(!one.meaning.empty());
        BOOST_TEST(events::find_kind(one.type) == &one);
        std::set<std::string_view> names;
        for (const auto& member : one.members) {
            BOOST_TEST(names.insert(member.name).second);
            BOOST_TEST(!member.meaning.empty());
        }
        BOOST_TEST((one.subject_member.empty() || names.contains(one.subject_member)));
    }
    BOOST_TEST(events::find_kind("nl.peil.measure.painted") == nullptr);
}

BOOST_AUTO_TEST_CASE(subjects_follow_from_the_data) {
    const std::vector<std::string> wanted{"programme",
                                          "programme",
                                          "chapter/2",
                                          "chapter/2",
                                          "measure/20",
                                          "measure/20b",
                                          "measure/20",
                                          "measure/20",
                                          "measure/7",
                                          "measure/7",
                                          "measure/20",
                                          "measure/20",
                                          "measure/20",
                                          "measure/20",
                                          "measure/20",
                                          "measure/20",
                                          "series/20.kaden",
                                          "series/20.kaden",
                                          "series/20.kaden",
                                          "milestone/20.meetplan",
                                          "milestone/20.meetplan",
                                          "milestone/20.meetplan",
                                          "milestone/20.meetplan",
                                          "measure/20",
                                          "measure/20",
                                          "check/overdue-milestone",
                                          "key/" + id_of(40),
                                          "key/" + id_of(0),
                                          "edition/3",
                                          "event/000000000001"};
    const auto all = events::testing::one_of_every_kind();
    for (std::size_t index = 0; index < all.size(); ++index) {
        BOOST_TEST(events::subject_of(events::kinds()[index], events::to_data(all[index])) ==
                   wanted.at(index));
    }
}

BOOST_AUTO_TEST_CASE(free_text_is_always_disclosed_apart) {
    for (const auto& one : events::kinds()) {
        for (const auto& member : one.members) {
            static const std::set<std::string_view> free_names{
                "description", "title", "reason",    "content", "label", "counts",
                "text",        "value", "qualifier", "quote",   "owner"};
            const bool is_free =
                member.shape == events::Shape::blocks || member.shape == events::Shape::footnotes ||
                member.shape == events::Shape::printed_text || free_names.contains(member.name);
            BOOST_TEST_CONTEXT(one.type << " " << member.name) {
                BOOST_TEST(member.is_claim == is_free);
            }
        }
    }
}

BOOST_AUTO_TEST_CASE(measure_numbers_are_digits_and_at_most_two_letters) {
    for (const auto* number : {"1", "8", "20", "20b", "20ab", "12345678", "123456ab"}) {
        BOOST_TEST_CONTEXT(number) {
            BOOST_TEST(events::is_measure_number(number));
        }
    }
    for (const auto* number : {"", "0", "08", "b", "20B", "20abc", "b20", "20 ", " 20", "20b1",
                               "2.1", "-2", "123456789", "1234567ab", "20é", "8/9"}) {
        BOOST_TEST_CONTEXT(number) {
            BOOST_TEST(!events::is_measure_number(number));
        }
    }
}

BOOST_AUTO_TEST_CASE(measure_numbers_are_ordered_as_people_count) {
    const std::vector<std::string> sorted{"1", "2", "9", "10", "20", "20a", "20b", "21", "100"};
    for (std::size_t i = 0; i < sorted.size(); ++i) {
        for (std::size_t j = 0; j < sorted.size(); ++j) {
            BOOST_TEST(events::number_less(sorted[i], sorted[j]) == (i < j));
        }
    }
}

BOOST_AUTO_TEST_CASE(a_right_event_has_no_violation) {
    check_violations("nl.peil.measure.registered",
                     R"({"measure":"8","chapter":1,"description":"Gemalen worden getest."})", {});
    check_violations("nl.peil.planning.set", R"({"measure":"8","planning":""})", {});
    check_violations("nl.peil.footnotes.set", R"({"measure":"8","footnotes":[]})", {});
}

BOOST_AUTO_TEST_CASE(all_violations_are_found_at_once) {
    check_violations(
        "nl.peil.measure.registered", "{}",
        {"missing /data/measure", "missing /data/chapter", "missing /data/description"});
    check_violations("nl.peil.measure.registered",
                     R"({"measure":8,"chapter":0,"description":"","colour":"blue"})",
                     {"measure-number /data/measure", "number /data/chapter",
                      "text /data/description", "unknown-member /data/colour"});
}

BOOST_AUTO_TEST_CASE(pointers_lead_into_lists_and_objects) {
    check_violations("nl.peil.progress.reported",
                     R"({"measure":"8","progress":[{"type":"paragraph","text":""},)"
                     R"({"type":"list","items":["a",""]},)"
                     R"({"type":"table"},{"text":"zonder soort"},7]})",
                     {"text /data/progress/0/text", "missing /data/progress/1/ordered",
                      "text /data/progress/1/items/1", "block /data/progress/2/type",
                      "missing /data/progress/3/type", "missing /data/progress/4/type"});
    check_violations("nl.peil.footnotes.set",
                     R"({"measure":"8","footnotes":[{"mark":"1","field":"progress","text":"x"}]})",
                     {"missing /data/footnotes/0/anchor"});
    check_violations("nl.peil.measure.joined", R"({"measures":["7","x","7"]})",
                     {"measure-number /data/measures/1", "measure-numbers /data/measures"});
    check_violations("nl.peil.measure.joined", R"({"measures":["7"]})",
                     {"measure-numbers /data/measures"});
}

BOOST_AUTO_TEST_CASE(what_would_be_lost_inside_an_object_is_refused) {
    check_violations("nl.peil.progress.reported",
                     R"({"measure":"8","progress":[{"type":"paragraph","text":"a","note":"b"}]})",
                     {"unknown-member /data/progress/0/note"});
    check_violations(
        "nl.peil.progress.reported",
        R"({"measure":"8","progress":[{"type":"list","ordered":false,"items":[],"text":"b"}]})",
        {"unknown-member /data/progress/0/text"});
    check_violations(
        "nl.peil.footnotes.set",
        R"({"measure":"8","footnotes":[{"mark":"1","field":"a","anchor":"b","text":"c","d":1}]})",
        {"unknown-member /data/footnotes/0/d"});
}

BOOST_AUTO_TEST_CASE(names_in_pointers_are_escaped) {
    check_violations("nl.peil.programme.renamed", R"({"title":"x","a/b~c":1})",
                     {"unknown-member /data/a~1b~0c"});
    BOOST_TEST(events::escape_pointer("~1/") == "~01~1");
}

BOOST_AUTO_TEST_CASE(each_shape_refuses_what_it_does_not_mean) {
    check_violations("nl.peil.status.set", R"({"measure":"8","status":"done"})",
                     {"word /data/status"});
    check_violations("nl.peil.measure.closed", R"({"measure":"8","ground":"ongoing"})",
                     {"word /data/ground"});
    check_violations("nl.peil.event.corrected",
                     R"({"event":"12","type":"nl.peil.x","content":"y","reason":"z"})",
                     {"sequence /data/event", "type /data/type", "object /data/content"});
    check_violations(
        "nl.peil.edition.published",
        R"({"edition":1000001,"date":"2021-02-30","columns":{},"chapters":[{"chapter":1}],)"
        R"("rows":[[]],"cells":{"root":"AB","size":-1},"projection":1})",
        {"number /data/edition", "date /data/date", "list /data/columns",
         "missing /data/chapters/0/titlePrinted", "measure-numbers /data/rows/0",
         "hash /data/cells/root", "number /data/cells/size"});
}

BOOST_AUTO_TEST_CASE(shapes_of_figures_and_milestones) {
    check_violations("nl.peil.series.registered",
                     R"({"series":"9.Dossiers","measure":"9","label":"Dossiers","unit":"dossiers",)"
                     R"("counting":"sometimes","currency":"eur","scale":7,"basis":"guessed"})",
                     {"series-id /data/series", "word /data/counting", "currency /data/currency",
                      "number /data/scale", "word /data/basis"});
    check_violations(
        "nl.peil.figure.reported",
        R"({"series":"9.","value":"06.7","referenceDate":"ooit","planned":"yes",)"
        R"("periodFrom":{"text":"x","from":"2017-02-01","to":"2017-01-31"},)"
        R"("periodTo":{"text":"","from":"2017","note":1},"revision":"update"})",
        {"series-id /data/series", "value /data/value", "partial-date /data/referenceDate",
         "dates-in-order /data/periodFrom/to", "unknown-member /data/periodTo/note",
         "text /data/periodTo/text", "missing /data/periodTo/to", "date /data/periodTo/from",
         "flag /data/planned", "word /data/revision"});
    check_violations("nl.peil.references.set", R"({"measure":"9","to":["7","7","x"]})",
                     {"measure-number /data/to/2", "measure-numbers /data/to"});
    check_violations("nl.peil.references.set", R"({"measure":"9","to":[]})", {});
    check_violations("nl.peil.check.configured", R"({"check":"-a","severity":"fatal","limit":-1})",
                     {"name /data/check", "word /data/severity", "number /data/limit"});
}

BOOST_AUTO_TEST_CASE(values_of_figures_are_whole_or_have_decimals) {
    for (const auto* value : {"0", "77", "-3", "6.70", "0.5", "-0.25", "123456789012345"}) {
        BOOST_TEST_CONTEXT(value) {
            BOOST_TEST(events::is_figure_value(value));
        }
    }
    for (const auto* value : {"", "-", "07", "6,7", "6.", ".7", "1e3", "6.1234567", "1 000", "+3",
                              "1234567890123456", "--3"}) {
        BOOST_TEST_CONTEXT(value) {
            BOOST_TEST(!events::is_figure_value(value));
        }
    }
}

BOOST_AUTO_TEST_CASE(ids_of_series_begin_with_their_measure) {
    BOOST_TEST(events::is_series_id("9.dossiers"));
    BOOST_TEST(events::is_series_id("20b.zaken-2"));
    BOOST_TEST(events::measure_of_id("20b.zaken-2") == "20b");
    for (const auto* id : {"9", "9.", ".a", "x.a", "9.-a", "9.a.b", "9.A", "9.a b", "9.\u00e9"}) {
        BOOST_TEST_CONTEXT(id) {
            BOOST_TEST(!events::is_series_id(id));
        }
    }
}

BOOST_AUTO_TEST_CASE(lines_of_a_source_are_two_counts) {
    const std::string hash(64, 'a');
    for (const auto* lines : {"[1]", "[1,2,3]", "[-1,2]", "[1,4294967296]", "[\"1\",2]", "{}"}) {
        BOOST_TEST_CONTEXT(lines) {
            check_violations(
                "nl.peil.status.set",
                R"({"measure":"8","status":"ongoing","source":{"title":"a","sha256":")" + hash +
                    R"(","lines":)" + lines + "}}",
                {"lines /data/source/lines"});
        }
    }
}

BOOST_AUTO_TEST_SUITE_END()
