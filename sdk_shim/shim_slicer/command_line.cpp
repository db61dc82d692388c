#include "shim_slicer/command_line.hpp"

namespace shim {

namespace {

/** Arguments one after the other; remembers the first error and goes on. */
class Parser
{
public:
    explicit Parser(const std::vector<std::string> &arguments) : m_arguments(arguments) {}

    tl::expected<CommandLine, CommandLineError> parse()
    {
        while (m_next < m_arguments.size())
            read_argument(m_arguments[m_next++]);
        if (m_result.report && !m_result.run)
            fail("--report needs --run.");
        if (m_error.empty())
            return std::move(m_result);
        return tl::unexpected(CommandLineError{std::move(m_error), std::move(m_result)});
    }

private:
    void read_argument(const std::string &argument)
    {
        if (m_only_models || argument.size() < 2 || argument[0] != '-') {
            if (argument.empty())
                fail("A model's name is empty.");
            else
                m_result.models.emplace_back(argument);
            return;
        }
        const std::size_t equals = argument.find('=');
        m_name = argument.substr(0, equals);
        m_value.reset();
        if (equals != std::string::npos)
            m_value = argument.substr(equals + 1);

        if (m_name == "--")
            m_only_models = true;
        else if (m_name == "--plugin-dir")
            m_result.plugin_dirs.emplace_back(value());
        else if (m_name == "--run")
            read_once(m_result.run);
        else if (m_name == "--report")
            read_once(m_result.report);
        else if (m_name == "--plate-file")
            m_result.offers_plate_as_file = read_switch();
        else if (m_name == "--unattended")
            m_result.is_unattended = read_switch();
        else if (m_name == "--no-gl")
            m_result.may_use_gl = !read_switch();
        else if (m_name == "--verbose")
            m_result.is_verbose = read_switch();
        else if (m_name == "--measure")
            m_result.measures = read_switch();
        else if (m_name == "--help" || m_name == "-h")
            m_result.wants_help = read_switch();
        else if (m_name == "--version")
            m_result.wants_version = read_switch();
        else
            fail("There is no option " + m_name + ".");
    }

    template <class Value>
    void read_once(std::optional<Value> &target)
    {
        if (target)
            fail(m_name + " can be given only once.");
        std::string text = value();
        if (!target && !text.empty())
            target = std::move(text);
    }

    bool read_switch()
    {
        if (m_value)
            fail(m_name + " takes no value.");
        return true;
    }

    std::string value()
    {
        // An option is no value: `--run --unattended` is a forgotten id.
        if (!m_value && m_next < m_arguments.size() && !m_arguments[m_next].starts_with("--"))
            m_value = m_arguments[m_next++];
        if (!m_value || m_value->empty())
            fail(m_name + " needs a value.");
        return m_value.value_or("");
    }

    void fail(std::string message)
    {
        if (m_error.empty())
            m_error = std::move(message);
    }

    const std::vector<std::string> &m_arguments;
    std::size_t m_next = 0;
    bool m_only_models = false;
    std::string m_name;
    std::optional<std::string> m_value;
    CommandLine m_result;
    std::string m_error;
};

} // namespace

tl::expected<CommandLine, CommandLineError> parse_command_line(const std::vector<std::string> &arguments)
{
    return Parser(arguments).parse();
}

std::string_view help_text()
{
    return R"(Usage: shim-slicer [OPTION]… [MODEL…]

A small slicer that hosts plugins. MODEL is an STL, OBJ, PLY or 3MF file.

  --plugin-dir DIR   look for plugins in DIR first; can be given several times.
                     Then come $SLICER_PLUGIN_PATH and the installed folder.
  --run ACTION_ID    perform a plugin's action, wait for its outcome and end
  --report FILE      write the outcome of --run as JSON to FILE, not to
                     standard output
  --plate-file       offer plugins the plate as a file only, not as meshes: for
                     trying a plugin as in a slicer that has just an exporter
  --unattended       nobody is there: show no question and no prompt
  --no-gl            draw the plate without OpenGL
  --verbose          log more
  --measure          log what plugins cost the window
  --help             show this and end
  --version          show the version and end

Plugins speak the language of $LC_ALL, $LC_MESSAGES or $LANG or, unless that is
C, the first one of $LANGUAGE.

Exit codes: 0 done, 1 failed, 2 cancelled, 3 bad arguments, unreadable model,
unknown or disabled action, 4 no display.
)";
}

} // namespace shim
