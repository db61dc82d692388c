// Random walks: a service and a network that do what they like, and now and then an answer nobody asked for.
#include "publish/machine.hpp"

#include <algorithm>
#include <doctest/doctest.h>
#include <map>
#include <optional>
#include <random>
#include <set>
#include <utility>
#include <vector>

using namespace mmf;
using namespace mmf::publish;
using api::FileStatus;

namespace {

class Walk
{
public:
    Walk(unsigned seed, State state) : m_random(seed), m_state(std::move(state)) { feed(Started{}); }

    const State &state() const { return m_state; }

    // Something happens. Nothing does any more once it has ended.
    void step()
    {
        m_now += milliseconds(below(4) == 0 ? below(40'000) : below(1000));
        switch (below(40)) {
        case 0:
            feed(uncalled_for());
            break;
        case 1:
            if (below(20) == 0) {
                feed(below(2) == 0 ? Event(PauseRequested{below(2) == 0})
                                   : Event(CancelRequested{below(2) == 0, below(2) == 0}));
            }
            break;
        default:
            feed(answer(false));
        }
    }

    // What was asked for is answered, and well.
    void step_well()
    {
        m_now += milliseconds(100);
        feed(answer(true));
    }

    bool is_waiting_for_something() const
    {
        return m_token || m_compare || m_turn || m_state.is_asking || m_create || m_spool || m_status ||
               !m_sends.empty() || !m_alarms.empty();
    }

private:
    int below(int limit) { return std::uniform_int_distribution<int>(0, limit - 1)(m_random); }

    template <typename Set>
    auto any_of(const Set &set)
    {
        return *std::next(set.begin(), below(static_cast<int>(set.size())));
    }

    api::Failure failure()
    {
        struct Kind
        {
            ErrorKind kind;
            int status;
            bool may_have_arrived;
        };
        // The more of what may be repeated, the longer the walk.
        constexpr Kind Kinds[] = {
            {ErrorKind::Offline, 0, false},       {ErrorKind::Offline, 0, false},
            {ErrorKind::Offline, 0, false},       {ErrorKind::Timeout, 0, true},
            {ErrorKind::ConnectionLost, 0, true}, {ErrorKind::Unavailable, 503, true},
            {ErrorKind::RateLimited, 429, true},  {ErrorKind::BadAnswer, 200, true},
            {ErrorKind::Timeout, 0, false},       {ErrorKind::Rejected, 422, true},
            {ErrorKind::NotLinked, 401, true},    {ErrorKind::Cancelled, 0, false},
        };
        const Kind &kind = Kinds[below(below(3) == 0 ? 12 : 9)];
        std::optional<milliseconds> wish;
        if (below(5) == 0) {
            wish = seconds(below(130));
        }
        return {Error{kind.kind, "x", kind.status}, kind.may_have_arrived, wish};
    }

    std::vector<FileStatus> statuses(bool well)
    {
        std::vector<FileStatus> all;
        for (std::size_t i = 0; i < m_state.files.size(); ++i) {
            all.push_back(well || below(3) == 0 ? FileStatus::Complete : static_cast<FileStatus>(below(4)));
        }
        return all;
    }

    // The answer to something that was asked for.
    Event answer(bool well)
    {
        const bool good = well || below(3) != 0;
        std::vector<int> kinds;
        const bool waits[] = {m_spool,
                              m_token > 0,
                              m_create,
                              m_status,
                              !m_sends.empty(),
                              !m_alarms.empty(),
                              m_compare || m_state.is_asking,
                              m_turn};
        for (int i = 0; i < 8; ++i) {
            if (waits[i]) {
                kinds.push_back(i);
            }
        }
        if (kinds.empty()) {
            return uncalled_for();
        }
        switch (any_of(kinds)) {
        case 0:
            m_spool = false;
            return good || below(10) != 0 ? Event(Spooled{})
                                          : Event(SpoolFailed{Error{ErrorKind::Disk, "x", 0}});
        case 1:
            --m_token;
            return good ? Event(TokenReady{}) : Event(TokenFailed{failure().error});
        case 2: {
            m_create = false;
            if (good) {
                return ObjectCreated{below(4) != 0};
            }
            auto how = failure();
            m_outcome_is_unknown = judge_create(how) == api::Verdict::Unknown;
            return CreateFailed{std::move(how)};
        }
        case 3:
            m_status = false;
            return good ? Event(StatusRead{statuses(well)}) : Event(StatusFailed{failure()});
        case 4: {
            const std::size_t file = any_of(m_sends);
            m_sends.erase(file);
            return good ? Event(FileAccepted{file}) : Event(FileFailed{file, failure(), below(2) == 0});
        }
        case 6:
            if (std::exchange(m_compare, false)) {
                return Compared{well || below(10) != 0 ? static_cast<Comparison>(below(2))
                                                       : static_cast<Comparison>(below(4))};
            }
            return well || below(4) != 0 ? Event(PublishAgain{}) : Event(CancelRequested{});
        case 7:
            m_turn = false;
            return TurnCame{below(2) == 0};
        default: {
            const auto alarm = any_of(m_alarms);
            m_alarms.erase(alarm);
            return AlarmRang{alarm.first, alarm.second};
        }
        }
    }

    // Late, or of another job.
    Event uncalled_for()
    {
        const auto file = static_cast<std::size_t>(below(static_cast<int>(m_state.files.size()) + 2));
        switch (below(6)) {
        case 0:
            return m_create ? Event(AlarmRang{Alarm::Create}) : Event(ObjectCreated{true});
        case 1:
            return m_create ? Event(AlarmRang{Alarm::Create}) : Event(CreateFailed{failure()});
        case 2:
            return m_sends.count(file) == 0 ? Event(FileAccepted{file}) : Event(AlarmRang{Alarm::File, file});
        case 3:
            return m_status ? Event(StatusRead{{}}) : Event(StatusRead{statuses(false)});
        case 4:
            return m_spool ? Event(AlarmRang{Alarm::Status}) : Event(Spooled{});
        default:
            return AlarmRang{static_cast<Alarm>(below(4)), file};
        }
    }

    void feed(const Event &event)
    {
        const bool had_ended = m_state.has_ended();
        const bool had_object = m_state.has_object;
        const double jitter = std::uniform_real_distribution<double>(0, 1)(m_random);
        Step step = next(m_policy, std::move(m_state), event, m_now, jitter);
        m_state = std::move(step.state);
        if (had_ended) {
            REQUIRE(step.commands.empty());
            return;
        }
        for (const Command &command : step.commands) {
            std::visit([&](const auto &what) { carry_out(what, had_object); }, command);
        }
        const auto sending =
            std::count_if(m_state.files.begin(), m_state.files.end(),
                          [](const FileState &file) { return file.stage == FileStage::Sending; });
        if (m_state.has_ended()) {
            REQUIRE_FALSE(step.commands.empty());
            REQUIRE(std::holds_alternative<AbortAll>(step.commands.back()));
            REQUIRE(m_aborts == 1);
        } else {
            REQUIRE(m_aborts == 0);
            REQUIRE_FALSE(m_outcome_is_unknown);
            REQUIRE(static_cast<std::size_t>(sending) == m_sends.size());
            REQUIRE(is_waiting_for_something());
        }
        REQUIRE(sending <= m_policy.parallel_files);
    }

    void carry_out(const Spool &, bool) { REQUIRE_FALSE(std::exchange(m_spool, true)); }
    void carry_out(const GetToken &, bool) { ++m_token; }
    void carry_out(const Compare &, bool had_object)
    {
        REQUIRE_FALSE(had_object);
        REQUIRE_FALSE(std::exchange(m_compare, true));
    }
    void carry_out(const TakeTurn &, bool)
    {
        REQUIRE_FALSE(m_has_asked_for_turn);
        m_turn = m_has_asked_for_turn = true;
    }
    void carry_out(const CreateObject &, bool had_object)
    {
        REQUIRE_FALSE(had_object);
        REQUIRE(m_state.has_turn);
        REQUIRE_FALSE(m_outcome_is_unknown);
        REQUIRE_FALSE(std::exchange(m_create, true));
    }
    void carry_out(const SendFile &command, bool)
    {
        REQUIRE(m_state.has_slots);
        REQUIRE(command.file < m_state.files.size());
        REQUIRE(m_sends.insert(command.file).second);
    }
    void carry_out(const ReadStatus &, bool)
    {
        REQUIRE(m_state.has_object);
        REQUIRE_FALSE(std::exchange(m_status, true));
    }
    void carry_out(const SetAlarm &command, bool)
    {
        REQUIRE(command.delay > milliseconds(0));
        m_alarms.insert({command.alarm, command.file});
    }
    void carry_out(const AbortAll &, bool) { ++m_aborts; }

    const Policy m_policy;
    std::minstd_rand m_random;
    TimePoint m_now{std::chrono::hours(1)};
    State m_state;

    bool m_spool = false;
    int m_token = 0;
    bool m_compare = false;
    bool m_turn = false; // is waited for
    bool m_has_asked_for_turn = false;
    bool m_create = false;
    bool m_status = false;
    std::set<std::size_t> m_sends;
    std::set<std::pair<Alarm, std::size_t>> m_alarms;
    int m_aborts = 0;
    bool m_outcome_is_unknown = false;
};

} // namespace

TEST_CASE("machine: wherever a walk leads, it keeps the rules and comes to an end")
{
    std::map<Phase, int> ends;
    for (unsigned seed = 1; seed <= 3000; ++seed) {
        CAPTURE(seed);
        const std::size_t files = 1 + seed % 7;
        const bool has_object = seed % 5 == 1 || seed % 5 == 2;
        Walk walk(seed, seed % 5 < 2 || has_object ? resumed_state(files, has_object, seed % 5 == 2)
                                                   : new_state(files));
        for (int i = 0; i < static_cast<int>(seed % 200) && !walk.state().has_ended(); ++i) {
            walk.step();
        }
        const bool had_ended = walk.state().has_ended();
        for (int i = 0; i < 500 && !walk.state().has_ended(); ++i) {
            walk.step_well();
        }
        REQUIRE(walk.state().has_ended());
        if (!had_ended) {
            REQUIRE(walk.state().phase == Phase::Done);
        }
        walk.step(); // and nothing more
        ++ends[walk.state().phase];
    }
    // The walks saw every end.
    for (const Phase phase :
         {Phase::Done, Phase::Failed, Phase::UnknownCreate, Phase::Paused, Phase::Cancelled}) {
        CAPTURE(static_cast<int>(phase));
        CHECK(ends[phase] > 10);
    }
}
