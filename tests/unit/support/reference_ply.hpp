// Binary PLY as the encoder writes it, read a second time from the format's definition: byte by byte, and
// nothing may be left over.
#pragma once

#include "support/mesh.hpp"

#include <bit>
#include <cstddef>
#include <cstdint>
#include <sstream>
#include <stdexcept>
#include <string>

namespace mmf::test::reference {

class PlyText
{
public:
    explicit PlyText(const std::string &bytes) : m_bytes(bytes) {}

    // The number of the element that begins a line such as "element vertex 8"; checks the line.
    std::uint64_t count_of(const std::string &element)
    {
        std::istringstream words(line());
        std::string keyword;
        std::string name;
        std::uint64_t count = 0;
        if (!(words >> keyword >> name >> count) || keyword != "element" || name != element) {
            throw std::runtime_error("no element " + element);
        }
        return count;
    }

    void expect(const std::string &wanted)
    {
        if (line() != wanted) {
            throw std::runtime_error("no line " + wanted);
        }
    }

    std::string line()
    {
        const std::size_t end = m_bytes.find('\n', m_at);
        if (end == std::string::npos) {
            throw std::runtime_error("it ends in its header");
        }
        const std::string line = m_bytes.substr(m_at, end - m_at);
        m_at = end + 1;
        return line;
    }

    std::uint8_t byte() { return static_cast<std::uint8_t>(m_bytes.at(m_at++)); }

    std::uint32_t number()
    {
        std::uint32_t value = 0;
        for (unsigned shift = 0; shift < 32; shift += 8) {
            value |= std::uint32_t{byte()} << shift;
        }
        return value;
    }

    bool is_at_end() const { return m_at == m_bytes.size(); }

private:
    const std::string &m_bytes;
    std::size_t m_at = 0;
};

inline Mesh read_ply(const std::string &bytes)
{
    PlyText text(bytes);
    text.expect("ply");
    text.expect("format binary_little_endian 1.0");
    if (!text.line().starts_with("comment ")) {
        throw std::runtime_error("no comment");
    }
    const std::uint64_t vertices = text.count_of("vertex");
    for (const char *axis : {"x", "y", "z"}) {
        text.expect(std::string("property float ") + axis);
    }
    const std::uint64_t triangles = text.count_of("face");
    text.expect("property list uchar int vertex_indices");
    text.expect("end_header");
    Mesh mesh;
    for (std::uint64_t i = 0; i < 3 * vertices; ++i) {
        mesh.vertices.push_back(std::bit_cast<float>(text.number()));
    }
    for (std::uint64_t i = 0; i < triangles; ++i) {
        if (text.byte() != 3) {
            throw std::runtime_error("no triangle");
        }
        for (int corner = 0; corner < 3; ++corner) {
            mesh.triangles.push_back(text.number());
        }
    }
    if (!text.is_at_end()) {
        throw std::runtime_error("there is more behind the last triangle");
    }
    return mesh;
}

} // namespace mmf::test::reference
