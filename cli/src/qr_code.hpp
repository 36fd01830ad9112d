// QR codes of short texts: on a terminal, as SVG, as PNG. Format: ISO/IEC 18004.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace peil::cli {

/// The modules of a code, without the margin of four light ones that every picture of it has.
struct QrCode {
    std::size_t width = 0;  ///< modules on a side
    std::vector<bool> dark{};

    /// False outside, too.
    [[nodiscard]] bool is_dark(std::size_t column, std::size_t row) const {
        return column < width && row < width && dark[row * width + column];
    }
};

/// The smallest code of a text of at most 1,000 bytes from which a sixth may be missing (level M).
[[nodiscard]] QrCode make_qr_code(std::string_view text);

/// Two rows of modules a line, as half blocks: dark is ink, or black on white if it is coloured.
[[nodiscard]] std::string qr_blocks(const QrCode& code, bool is_coloured);
/// Columns that a line of qr_blocks() takes.
[[nodiscard]] std::size_t qr_columns(const QrCode& code);
/// One black path on white, in modules.
[[nodiscard]] std::string qr_svg(const QrCode& code);
/// Eight pixels a module, one bit a pixel; bytes.
[[nodiscard]] std::string qr_png(const QrCode& code);

}  // namespace peil::cli
