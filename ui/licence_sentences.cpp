#include "licence_sentences.hpp"

#include "translate.hpp"

namespace mmf::ui {

std::vector<OfferedLicence> offered_licences()
{
    using api::Licence;
    using Term = api::LicenceTerm;
    return {
        {tr("Not said: as MyMiniFactory does by default"), {}},
        {tr("Credit me; share and remix freely; not for sale"),
         Licence{Term::Mention, Term::Share, Term::Remix}},
        {tr("Credit me; share and remix freely; also for sale"),
         Licence{Term::Mention, Term::Share, Term::Remix, Term::CommercialUse}},
        {tr("Credit me; share it unchanged; not for sale"), Licence{Term::Mention, Term::Share}},
        {tr("For personal use only"), Licence{Term::Mention}},
        {tr("Everything is allowed, without credit"), Licence{Term::Share, Term::Remix, Term::CommercialUse}},
    };
}

wxString term_text(api::LicenceTerm term)
{
    using Term = api::LicenceTerm;
    switch (term) {
    case Term::Mention:
        return tr("I must be credited");
    case Term::Remix:
        return tr("It may be changed and built upon");
    case Term::CommercialUse:
        return tr("It may be used commercially");
    case Term::Exclusivity:
        return tr("It is on MyMiniFactory only");
    case Term::Share:
        return tr("It may be passed on");
    case Term::Store:
        break;
    }
    return tr("MyMiniFactory's store may sell it");
}

} // namespace mmf::ui
