#include "base/plural_rule.hpp"

#include <algorithm>
#include <array>
#include <cstddef>

namespace mmf {

namespace {

struct Operator
{
    std::string_view sign;
    int level; // the higher, the closer it binds
    unsigned long (*apply)(unsigned long, unsigned long);
};

// "<=" before "<", so that the longer one is found.
constexpr std::array Operators = {
    Operator{"||", 0, [](unsigned long a, unsigned long b) -> unsigned long { return a != 0 || b != 0; }},
    Operator{"&&", 1, [](unsigned long a, unsigned long b) -> unsigned long { return a != 0 && b != 0; }},
    Operator{"==", 2, [](unsigned long a, unsigned long b) -> unsigned long { return a == b; }},
    Operator{"!=", 2, [](unsigned long a, unsigned long b) -> unsigned long { return a != b; }},
    Operator{"<=", 3, [](unsigned long a, unsigned long b) -> unsigned long { return a <= b; }},
    Operator{">=", 3, [](unsigned long a, unsigned long b) -> unsigned long { return a >= b; }},
    Operator{"<", 3, [](unsigned long a, unsigned long b) -> unsigned long { return a < b; }},
    Operator{">", 3, [](unsigned long a, unsigned long b) -> unsigned long { return a > b; }},
    Operator{"+", 4, [](unsigned long a, unsigned long b) { return a + b; }},
    Operator{"-", 4, [](unsigned long a, unsigned long b) { return a - b; }},
    Operator{"*", 5, [](unsigned long a, unsigned long b) { return a * b; }},
    Operator{"/", 5, [](unsigned long a, unsigned long b) { return a / b; }},
    Operator{"%", 5, [](unsigned long a, unsigned long b) { return a % b; }},
};
constexpr int DividingLevel = 5;
constexpr int Levels = 6;

// Reads and computes at once: the expressions are short, and asked for rarely.
class Evaluation
{
public:
    Evaluation(std::string_view expression, unsigned long n) : m_rest(expression), m_n(n) {}

    std::optional<unsigned long> result()
    {
        const unsigned long value = choice();
        return m_is_valid && next().empty() ? std::optional(value) : std::nullopt;
    }

private:
    static constexpr int MaxDepth = 50;

    std::string_view next()
    {
        m_rest.remove_prefix(std::min(m_rest.find_first_not_of(" \t"), m_rest.size()));
        return m_rest;
    }

    bool take(std::string_view sign)
    {
        const bool is_there = next().starts_with(sign);
        if (is_there) {
            m_rest.remove_prefix(sign.size());
        }
        return is_there;
    }

    unsigned long invalid()
    {
        m_is_valid = false;
        m_rest = {};
        return 0;
    }

    unsigned long choice()
    {
        if (++m_depth > MaxDepth) {
            return invalid();
        }
        unsigned long value = binary(0);
        if (take("?")) {
            const unsigned long yes = choice();
            if (!take(":")) {
                return invalid();
            }
            const unsigned long no = choice();
            value = value != 0 ? yes : no;
        }
        --m_depth;
        return value;
    }

    unsigned long binary(int level)
    {
        if (level == Levels) {
            return operand();
        }
        unsigned long left = binary(level + 1);
        while (const Operator *op = take_operator(level)) {
            const unsigned long right = binary(level + 1);
            if (right == 0 && op->level == DividingLevel && op->sign != "*") {
                return invalid();
            }
            left = op->apply(left, right);
        }
        return left;
    }

    const Operator *take_operator(int level)
    {
        for (const Operator &op : Operators) {
            if (op.level == level && take(op.sign)) {
                return &op;
            }
        }
        return nullptr;
    }

    unsigned long operand()
    {
        if (take("!")) {
            if (++m_depth > MaxDepth) {
                return invalid();
            }
            const unsigned long value = operand();
            --m_depth;
            return value == 0 ? 1 : 0;
        }
        if (take("(")) {
            const unsigned long value = choice();
            return take(")") ? value : invalid();
        }
        return take("n") ? m_n : number();
    }

    unsigned long number()
    {
        constexpr std::size_t MaxDigits = 9;
        const std::size_t digits = std::min(next().find_first_not_of("0123456789"), m_rest.size());
        if (digits == 0 || digits > MaxDigits) {
            return invalid();
        }
        unsigned long value = 0;
        for (const char digit : m_rest.substr(0, digits)) {
            value = 10 * value + static_cast<unsigned long>(digit - '0');
        }
        m_rest.remove_prefix(digits);
        return value;
    }

    std::string_view m_rest;
    unsigned long m_n;
    int m_depth = 0;
    bool m_is_valid = true;
};

} // namespace

std::optional<unsigned long> plural_form(std::string_view expression, unsigned long n)
{
    return Evaluation(expression, n).result();
}

} // namespace mmf
