/** What web pages ask their readers in passing, and nobody wants to be told. */

const account =
  '(?:an? |your )?(?:new )?(?:(?:user ?)?account|log ?in|login|member(?:ship)?|subscri(?:ber|ption)|profile)';
const credential = '(?:passwords?|user ?names?|log ?in(?: details| name)?|pin|account details)';
const page =
  '(?:page|site|website|article|post|story|review|answer|information|content|recipe|video|guide|tutorial|product|item|comment|image|photo|ad|listing|section|episode|list|read)';
const what = `(?:this|that|the|our|your) ${page}`;
const letter = '(?:newsletters?|updates?|news|e-?mails?|alerts?|offers?|tips)';

/** Of accounts and of those who have one. */
const ofAccounts = [
  `(?:already|not|not yet|still not|are you(?: already)?)(?: an?| our)? (?:registered|signed up|subscribed|member|subscriber|customer|user)(?: (?:yet|here|already))?`,
  `(?:already|don'?t(?: yet)?|do(?:n't)? you(?: already)?)?(?: have| need| want| got) ${account}(?: (?:yet|already|with us|here))?`,
  `(?:no|need|lost|want) ${account}(?: yet)?`,
  '(?:new|first time|returning|existing|registered|current) (?:here|customers?|users?|members?|visitors?|patients?|to (?:this|the|our) (?:site|page|forum|shop|community|blog))',
  `(?:did you |have you )?(?:forgot(?:ten)?|lost|can'?t remember|don'?t know) (?:your |my )?${credential}(?: or ${credential})?`,
  `(?:can'?t|cannot|(?:having )?(?:trouble|problems|issues|difficulty)) (?:with )?(?:logg?(?:ing)? ?in|sign(?:ing)? in|access(?:ing)? your account)`,
  '(?:remember me|stay (?:signed|logged) (?:in|on)|keep me (?:signed|logged) in|not you)',
];

/** Of help, of the visit and of what was read. */
const ofVisits = [
  '(?:do you |you )?(?:still )?(?:need|want|looking for|require) (?:(?:some|any|more|further|our) )?(?:help|assistance|info|information|support|advice|answers|inspiration|details)(?: with your \\w+| (?:choosing|deciding|finding \\w+))?',
  '(?:do you |you )?(?:still )?(?:have|got) (?:(?:any|a|some|more|other|further) )?(?:questions?|comments?|feedback|suggestions?|problems?|thoughts|ideas?|something to say|something to add|anything to add)(?: (?:about|for|on|or) [\\w ]{2,30})?',
  '(?:any )?(?:other |more |further )?(?:questions|comments|suggestions|thoughts|feedback|ideas)(?:,? (?:or|and) (?:questions|comments|suggestions|concerns|feedback))?',
  `(?:did you find|have you found|was|is|were|are) ${what} (?:was |were )?(?:helpful|useful|interesting|valuable|not (?:displaying|loading|working) (?:correctly|properly))(?: (?:to|for) you)?`,
  '(?:did|do|have) you (?:find|found) (?:this|that|it) (?:helpful|useful|interesting)',
  "(?:did you find |have you found |(?:did|do)n'?t find |can'?t find |couldn'?t find |not )?(?:what|the \\w+|exactly what) you(?:'re| are| were) (?:looking|searching) for",
  '(?:are you )?(?:still )?(?:looking|searching) for (?:something|anything) (?:else|different|specific|in particular)|what are you (?:looking|searching) for',
  '(?:so )?how (?:can|may) (?:we|i) (?:be of (?:help|service)|help|assist)(?: you)?(?: today)?',
  `(?:(?:did|do|have|are) you )?(?:like|liked?|loved?|enjoy(?:ed|ing)?|dislike)(?: reading)?(?: ${what}| what you(?:'ve| have)? (?:read|see|saw)| this| it| reading this)(?: ${page})?`,
  '(?:so,? |and )?what do you (?:all |guys )?think(?: (?:of|about) (?:this|it|that|us|these|our \\w+))?|(?:do|would) you agree(?: with (?:this|us|me|that))?|agree or disagree|thoughts',
  '(?:do you |would you like to |wanna |want to |wish to )?(?:want |like )?(?:to )?(?:know|read|learn|see|find out|discover|hear|get) (?:a bit |even )?more(?: (?:about (?:us|this|it)|articles|stories|posts|like this))?|want more',
  `(?:would you like|(?:do you )?want|like|wish) (?:to )?(?:(?:receive|get|join|stay|be|keep|subscribe)(?: to)?)(?: (?:our|the|more|these|free|regular|email|weekly|monthly|up to date|informed|updated|in touch))*(?: ${letter}| the (?:discussion|conversation|community)| (?:discussion|conversation))?(?: (?:by|via|in) (?:e-?mail|your inbox))?`,
  '(?:are you )?ready (?:to (?:get started|start|begin|order|book|buy|join|go|dive in|learn more|take the next step|talk|apply|sign up)|for more)',
  'sounds? (?:interesting|good|familiar|great)|interested|curious|convinced|confused|did you know|seen (?:this|that|it)(?: one)?|see (?:something|anything) wrong',
  `(?:did you |have you )?(?:found|find|spot(?:ted)?|notice(?:d)?|see) (?:an? |any )?(?:mistake|error|typo|bug|problem|broken link|inaccurac\\w+)(?: (?:on|in|with) ${what})?`,
  `(?:have you |did you )?(?:tried?|ma[dk]e|cooked?) ${what}(?: (?:yet|before|at home))?`,
  '(?:do you )?know (?:someone|somebody|anyone) who [\\w ]{3,30}',
  '(?:why|reasons to) (?:choose|shop|book|buy|work|advertise|join|register|subscribe|sign up)(?: (?:with|from|for))?(?: us| here| now| today| with us)?',
  "who (?:we are|are we)|about us|what'?s new|what is new|what'?s next|what next|you may also like|where to (?:next|now)|wrong (?:language|country|region)",
  'where would you like to (?:go|stay|travel|fly|start)|when (?:do|would) you (?:want|like) to (?:go|travel|stay|fly|arrive)|how many (?:guests|people|nights|rooms|adults|children|passengers|travell?ers)',
  '(?:do you )?(?:want|like|wish) to (?:advertise|write|work|partner) (?:with|for) us|(?:do you )?have an? (?:tip|story|news tip|idea)(?: (?:for|to) [\\w ]{2,30})?',
  'was this (?:e-?mail )?forwarded to you',
];

/** Of what a click will do, and of who is reading. */
const ofChoices = [
  `(?:are you )?(?:really )?sure(?: (?:that )?you (?:want|wish) to (?:delete|remove|leave|log ?out|sign out|cancel|exit|quit|continue|mark|report|unsubscribe|block|clear|close)(?: [\\w ]{2,40})?)?`,
  '(?:do you )?(?:really )?(?:want|wish) to (?:delete|remove|save|discard|leave|log ?out|cancel|report|unsubscribe)(?: [\\w ]{2,30})?',
  `(?:delete|remove|report|share|flag|hide|print|rate|edit|save) (?:this|that|these) (?:${page}|changes|link|user|thread|message)`,
  '(?:is this|do you own this|own this|is it|are you the owner of this|are you the) (?:your |the )?(?:business|company|listing|shop|restaurant|profile|owner of this \\w+|owner)',
  '(?:are you|i am|confirm you are) (?:over|at least|above) (?:the age of )?(?:18|21|16)(?: years(?: old| of age)?)?|are you (?:18|21|16)(?: years(?: old| of age)?)? or (?:older|over|above)|(?:are|is) you(?:r age)? (?:of )?legal drinking age',
  '(?:do you )?(?:accept|allow) (?:our |the use of |all )?cookies',
];

/** Of accounts again, and of who the page is, in other languages: such short texts are of no clear language. */
const inOtherLanguages = [
  '\\|? ?(?:pw|passwort|kennwort|benutzernamen?|zugangsdaten) vergessen|(?:noch )?(?:kein|keinen) (?:konto|account|benutzerkonto|abo|zugang|mitglied)|(?:schon|bereits|noch nicht) (?:registriert|mitglied|kunde|angemeldet|gewusst|gelesen)|neu hier|wussten sie schon|fehler (?:gefunden|entdeckt)|hat (?:ihnen|dir) dieser \\w+ gefallen|(?:noch )?fragen|wonach suchen sie|(?:benötigen|brauchen) sie hilfe',
  "(?:mot de passe|identifiants?) (?:oublié|perdu)s?|(?:pas encore|déjà) (?:inscrit|membre|client|enregistré|abonné)e?|qui sommes[- ]nous|besoin d'aide|une question|nouveau client",
  '¿?(?:ha )?olvid(?:ó|aste|ado) (?:su|tu|la) contraseña|¿?(?:aún |todavía )?no (?:tienes?|tiene) (?:una )?cuenta|¿?ya (?:tienes?|tiene) (?:una )?cuenta|¿?necesitas? ayuda|¿?(?:quiénes|quienes) somos|¿?(?:alguna pregunta|tienes? preguntas)',
  '(?:wachtwoord|gebruikersnaam) vergeten|nog geen (?:account|lid)|(?:password|parola) dimenticata|hai dimenticato la password|non (?:hai|sei) (?:un account|registrato)|chi siamo|esquece[ur] (?:sua |a )?senha|(?:não tem|ainda não tem) (?:uma )?conta|quem somos|(?:nie pamiętasz|zapomniałeś) hasła|nie masz (?:jeszcze )?konta',
];

const behind = '(?: [^?]{0,60})?';
const inPassing = new RegExp(
  `^(?:(?:${[...ofAccounts, ...ofVisits, ...ofChoices, ...inOtherLanguages].join('|')}) ?(?:[?!]+${behind}|[.…]*))$`,
  'i',
);

/** Whether a page only talks to its reader: of accounts, of the visit, of the next click. */
export function asksInPassing(prose: string): boolean {
  return prose.length <= 120 && inPassing.test(prose);
}
