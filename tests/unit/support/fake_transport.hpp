// A transport that keeps what is sent until a test answers it.
#pragma once

#include "http/transport.hpp"

#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace mmf::test {

inline http::Response response(int status, std::string body = {}, std::vector<http::Header> headers = {})
{
    http::Response made;
    made.status = status;
    made.headers = std::move(headers);
    made.body = std::move(body);
    return made;
}

inline http::Outcome no_response(ErrorKind kind, bool may_have_arrived = true)
{
    return tl::unexpected(http::Failure{Error{kind, "no answer", 0}, may_have_arrived});
}

// Outlives its transfers. `requests` has everything that was ever sent, in order, ended or not.
class FakeTransport final : public http::Transport
{
public:
    [[nodiscard]] std::unique_ptr<http::Transfer> send(http::Request request,
                                                       http::OnOutcome on_outcome) override
    {
        requests.push_back(std::move(request));
        m_pending.push_back(nullptr);
        auto transfer = std::make_unique<FakeTransfer>(*this, m_pending.size() - 1, std::move(on_outcome));
        m_pending.back() = transfer.get();
        return transfer;
    }

    // Whether that request was sent and neither answered nor aborted.
    bool is_pending(std::size_t index) const
    {
        return index < m_pending.size() && m_pending[index] != nullptr;
    }
    std::size_t pending() const
    {
        std::size_t count = 0;
        for (const FakeTransfer *transfer : m_pending) {
            count += transfer != nullptr ? 1 : 0;
        }
        return count;
    }

    // As the loop would; the callback may end the transfer.
    void answer(std::size_t index, http::Outcome outcome)
    {
        FakeTransfer *transfer = std::exchange(m_pending.at(index), nullptr);
        const http::OnOutcome on_outcome = std::move(transfer->on_outcome);
        on_outcome(std::move(outcome));
    }

    // The text of a request's body; empty for a file.
    std::string body(std::size_t index) const
    {
        const auto *text = std::get_if<Secret>(&requests.at(index).body);
        return text == nullptr ? std::string() : std::string(text->view());
    }

    std::vector<http::Request> requests;

private:
    class FakeTransfer final : public http::Transfer
    {
    public:
        FakeTransfer(FakeTransport &transport, std::size_t index, http::OnOutcome callback)
            : on_outcome(std::move(callback)), m_transport(transport), m_index(index)
        {
        }
        FakeTransfer(const FakeTransfer &) = delete;
        FakeTransfer &operator=(const FakeTransfer &) = delete;
        ~FakeTransfer() override { m_transport.m_pending[m_index] = nullptr; }

        http::OnOutcome on_outcome;

    private:
        FakeTransport &m_transport;
        std::size_t m_index;
    };

    std::vector<FakeTransfer *> m_pending;
};

} // namespace mmf::test
