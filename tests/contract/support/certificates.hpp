// An authority of a test's own and the certificates it issues, as PEM files in a folder.
#pragma once

#include "sandbox/options.hpp"

#include <filesystem>
#include <memory>
#include <string>

#include <openssl/evp.h>
#include <openssl/x509.h>

namespace mmf::test {

class Authority
{
public:
    // Throws std::runtime_error where OpenSSL fails.
    explicit Authority(std::filesystem::path folder);

    // Its own certificate, to be trusted.
    std::filesystem::path file() const { return m_folder / "authority.pem"; }

    // For a server with these names, such as "IP:127.0.0.1" or "DNS:example.org". Valid for so many seconds,
    // from an hour ago or from `begins` on.
    sandbox::TlsFiles issue(const std::string &names, long seconds = 24 * 3600, long begins = -3600) const;
    // The same with a key that anybody can break who has a little time.
    sandbox::TlsFiles issue_weak(const std::string &names) const;

    // Its own, for a server that nobody else vouches for.
    sandbox::TlsFiles own() const;

private:
    struct Free
    {
        void operator()(EVP_PKEY *key) const { EVP_PKEY_free(key); }
        void operator()(X509 *certificate) const { X509_free(certificate); }
    };
    using Key = std::unique_ptr<EVP_PKEY, Free>;
    using Certificate = std::unique_ptr<X509, Free>;

    static Key make_key();
    Certificate make(const std::string &name, EVP_PKEY *key, long seconds, long begins) const;
    sandbox::TlsFiles issue(const std::string &names, const Key &key, long seconds, long begins) const;

    std::filesystem::path m_folder;
    Key m_key;
    Certificate m_certificate;
};

} // namespace mmf::test
