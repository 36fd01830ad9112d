// From modules to pictures.
// SPDX-License-Identifier: EUPL-1.2
#include "qr_code.hpp"

#include <peil/core/check.hpp>

#include <boost/crc.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <qrcodegen/qrcodegen.hpp>

namespace peil::cli {

namespace {

constexpr std::size_t margin = 4;
constexpr std::size_t pixels_per_module = 8;

std::string u32_text(std::uint32_t value) {
    std::string text;
    for (int shift = 24; shift >= 0; shift -= 8) {
        text += static_cast<char>((value >> static_cast<unsigned>(shift)) & 0xFFU);
    }
    return text;
}

/// A chunk of a PNG file.
std::string png_chunk(const std::string& name, const std::string& content) {
    boost::crc_32_type crc;
    const auto checked = name + content;
    crc.process_bytes(checked.data(), checked.size());
    return u32_text(static_cast<std::uint32_t>(content.size())) + checked +
           u32_text(crc.checksum());
}

std::uint32_t adler32(std::string_view text) {
    constexpr std::uint32_t modulus = 65521;
    std::uint32_t low = 1;
    std::uint32_t high = 0;
    for (const char byte : text) {
        low = (low + static_cast<unsigned char>(byte)) % modulus;
        high = (high + low) % modulus;
    }
    return (high << 16U) | low;
}

/// A zlib stream that stores. Source: RFC 1950, RFC 1951 §3.2.4.
std::string zlib_stored(std::string_view content) {
    constexpr std::size_t block_size_max = 0xFFFF;
    std::string stream("\x78\x01", 2);
    auto rest = content;
    do {
        const auto block = rest.substr(0, block_size_max);
        rest.remove_prefix(block.size());
        const auto size = static_cast<unsigned>(block.size());
        stream += static_cast<char>(rest.empty() ? 1 : 0);
        for (const auto number : {size, ~size}) {
            stream += static_cast<char>(number & 0xFFU);
            stream += static_cast<char>((number >> 8U) & 0xFFU);
        }
        stream += block;
    } while (!rest.empty());
    return stream + u32_text(adler32(content));
}

/// One row of pixels, light ones as set bits, behind the byte that says it is not filtered.
std::string png_row(const QrCode& code, std::size_t row) {
    std::string pixels(1, '\0');
    for (std::size_t column = 0; column < code.width + 2 * margin; ++column) {
        const bool is_dark = column >= margin && code.is_dark(column - margin, row);
        pixels += is_dark ? '\0' : '\xFF';
    }
    return pixels;
}

/// The half block of two modules, one above the other.
std::string_view half_block(bool upper, bool lower) {
    if (upper) { return lower ? "█" : "▀"; }
    return lower ? "▄" : " ";
}

}  // namespace

QrCode make_qr_code(std::string_view text) {
    constexpr std::size_t text_size_max = 1000;
    core::check(!text.empty() && text.size() <= text_size_max, "a text fits in a QR code");
    const auto made =
        qrcodegen::QrCode::encodeBinary({text.begin(), text.end()}, qrcodegen::QrCode::Ecc::MEDIUM);
    QrCode code{static_cast<std::size_t>(made.getSize()), {}};
    for (int row = 0; row < made.getSize(); ++row) {
        for (int column = 0; column < made.getSize(); ++column) {
            code.dark.push_back(made.getModule(column, row));
        }
    }
    return code;
}

std::size_t qr_columns(const QrCode& code) {
    return code.width + 2 * margin;
}

std::string qr_blocks(const QrCode& code, bool is_coloured) {
    const auto side = qr_columns(code);
    std::string text;
    for (std::size_t row = 0; row < side; row += 2) {
        std::string line;
        for (std::size_t column = 0; column < side; ++column) {
            // What lies in the margin wraps to numbers far outside.
            line += half_block(code.is_dark(column - margin, row - margin),
                               code.is_dark(column - margin, row + 1 - margin));
        }
        text += is_coloured ? "\x1b[30;107m" + line + "\x1b[0m\n" : line + "\n";
    }
    return text;
}

std::string qr_svg(const QrCode& code) {
    const auto side = qr_columns(code);
    std::string path;
    for (std::size_t row = 0; row < code.width; ++row) {
        for (std::size_t column = 0; column < code.width; ++column) {
            if (code.is_dark(column, row)) {
                path += fmt::format("M{} {}h1v1h-1z", column + margin, row + margin);
            }
        }
    }
    return fmt::format(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {0} {0}\" "
        "shape-rendering=\"crispEdges\"><path fill=\"#fff\" d=\"M0 0h{0}v{0}h-{0}z\"/>"
        "<path d=\"{1}\"/></svg>\n",
        side, path);
}

std::string qr_png(const QrCode& code) {
    static_assert(pixels_per_module == 8, "a module is one byte of a row");
    const auto side = qr_columns(code);
    const auto pixel_count = u32_text(static_cast<std::uint32_t>(side * pixels_per_module));
    // One bit a pixel, grey; the only compression, filter and interlace there is.
    const auto header = pixel_count + pixel_count + std::string("\x01\0\0\0\0", 5);
    std::string rows;
    for (std::size_t row = 0; row < side; ++row) {
        const auto pixels = png_row(code, row - margin);
        for (std::size_t i = 0; i < pixels_per_module; ++i) { rows += pixels; }
    }
    return "\x89PNG\r\n\x1a\n" + png_chunk("IHDR", header) + png_chunk("IDAT", zlib_stored(rows)) +
           png_chunk("IEND", "");
}

}  // namespace peil::cli
