// Members of the documents in this folder: writing them, and reading them from JSON that nobody
// vouches for.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <peil/events/document.hpp>

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>

#include <string>
#include <string_view>
#include <vector>

namespace peil::events {

/// `evidence` and `policy`: written and read only where there are any. Errors: malformed_content.
void put_evidence(boost::json::object& object, const EditionDocument& document);
[[nodiscard]] core::Result<void> read_evidence(const boost::json::object& object,
                                               EditionDocument& document);

[[nodiscard]] boost::json::array hashes_json(const std::vector<core::Hash>& hashes);

/// Reads members one after the other and remembers the first that is amiss.
class DocumentReader {
  public:
    explicit DocumentReader(const boost::json::object& object) : object_(object) {}

    [[nodiscard]] std::string text(std::string_view name);
    [[nodiscard]] std::vector<std::string> texts(std::string_view name);
    /// At most 64, as many as a proof in any tree has.
    [[nodiscard]] std::vector<core::Hash> hashes(std::string_view name);
    [[nodiscard]] const boost::json::array& array(std::string_view name);
    /// `/name is not …`; empty if nothing was amiss.
    [[nodiscard]] const std::string& fault() const { return fault_; }

  private:
    void refuse(std::string_view name, std::string_view expected);
    const boost::json::object& object_;
    std::string fault_;
};

/// Whether the object has these members and no others: what stands nowhere in a document cannot be
/// hidden in it.
[[nodiscard]] bool is_all_of(const boost::json::value& given, const boost::json::object& members);

/// The members of a published event, behind `schema`.
[[nodiscard]] boost::json::object published_json(std::string_view schema,
                                                 const PublishedEvent& published);
[[nodiscard]] PublishedEvent read_published(DocumentReader& reader);

}  // namespace peil::events
