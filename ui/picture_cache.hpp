// Pictures for the rows of a list that is longer than what is kept of it: those asked for last, and who else
// is to be asked for. A value of one thread.
#pragma once

#include <cstddef>
#include <functional>
#include <list>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace mmf::ui {

template <typename Picture>
class PictureCache
{
public:
    // `on_wanted` is called for the first one that is wanted since `take_wanted`, within `find`.
    PictureCache(std::size_t most, std::function<void()> on_wanted)
        : m_most(most), m_on_wanted(std::move(on_wanted))
    {
    }

    // Null until it is told, which it is wanted by this, and where there is none. Good until the next call.
    const Picture *find(const std::string &row)
    {
        const auto [found, is_new] = m_rows.try_emplace(row);
        if (is_new) {
            found->second.place = m_order.insert(m_order.end(), row);
            drop_oldest();
            want(row);
        } else {
            m_order.splice(m_order.end(), m_order, found->second.place);
        }
        return found->second.picture ? &*found->second.picture : nullptr;
    }

    // Those that are still kept.
    std::vector<std::string> take_wanted()
    {
        std::vector<std::string> wanted;
        for (std::string &row : std::exchange(m_wanted, {})) {
            if (m_rows.count(row) != 0) {
                wanted.push_back(std::move(row));
            }
        }
        return wanted;
    }

    // False: it is not kept any more, and nothing has changed.
    bool put(const std::string &row, Picture picture)
    {
        const auto found = m_rows.find(row);
        if (found == m_rows.end()) {
            return false;
        }
        found->second.picture = std::move(picture);
        return true;
    }

    // Those that had none are wanted again once they are looked for.
    void forget_missing()
    {
        m_wanted.clear();
        std::erase_if(m_rows, [&](const auto &row) {
            const bool is_missing = !row.second.picture;
            if (is_missing) {
                m_order.erase(row.second.place);
            }
            return is_missing;
        });
    }

private:
    using Order = std::list<std::string>;
    struct Row
    {
        typename Order::iterator place;
        std::optional<Picture> picture;
    };

    void drop_oldest()
    {
        if (m_order.size() > m_most) {
            m_rows.erase(m_order.front());
            m_order.pop_front();
        }
    }

    void want(const std::string &row)
    {
        m_wanted.push_back(row);
        if (m_wanted.size() == 1) {
            m_on_wanted();
        }
    }

    std::size_t m_most;
    std::function<void()> m_on_wanted;
    std::map<std::string, Row> m_rows;
    Order m_order; // of the same, the one that was looked for longest ago first
    std::vector<std::string> m_wanted;
};

} // namespace mmf::ui
