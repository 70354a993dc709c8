// Les phrases à compléter, en français.
import type { phrasesEn } from "./en-phrases";

export const phrasesFr: typeof phrasesEn = {
  answer_to: (name: string) => `Réponse à ${name}`,
  block_person: (handle: string) => `Bloquer @${handle}`,
  blocked_person: (handle: string) => `@${handle} est bloqué`,
  by: (name: string) => `Par ${name}`,
  card: (at: number) => `Carte ${at}`,
  colour_of: (name: string) => `Couleur de ${name}`,
  comment_count: (n: number) => `Commentaires, ${n}`,
  credits: (n: number) => (n < 2 ? `${n} crédit` : `${n} crédits`),
  drop_card: (at: number) => `Retirer la carte ${at}`,
  drop_wish: (words: string) => `Retirer le souhait « ${words} »`,
  in_queue: (at: number) => `Place ${at} dans la file`,
  invites_left: (n: number) => (n < 2 ? `${n} invitation restante` : `${n} invitations restantes`),
  join_title: (site: string) => `Rejoindre ${site}`,
  left: (clock: string) => `encore ${clock} environ`,
  like_count: (n: number) => `J’aime, ${n}`,
  line: (at: number) => `Réplique ${at}`,
  lowered: (words: string) => `Moins de : ${words}`,
  max_seconds: (n: number) => `${n} s au plus`,
  min_seconds: (n: number) => `${n} s au moins`,
  minor: (youngest: number) => `J’ai de ${youngest} à 17 ans`,
  minutes: (n: number) => `${n} minutes`,
  mute_person: (handle: string) => `Masquer @${handle}`,
  muted_person: (handle: string) => `@${handle} est masqué`,
  next_grant: (date: string) => `Prochain crédit : ${date}`,
  now_playing: (name: string, words: string) => `${name} : ${words}`,
  plan_words: (credits: number, days: number) =>
    days === 1 ? `${credits} crédits par jour` : `${credits} crédits tous les ${days} jours`,
  progress_of: (words: string) => `Avancement de : ${words}`,
  remix_count: (n: number) => `Remixer, ${n}`,
  seconds: (n: number) => `${n} s`,
  seen_at: (ago: string) => `Vu ${ago}`,
  shot: (at: number) => `Plan ${at}`,
  taken_in: (videos: number, drafts: number, known: number) =>
    [
      videos < 2 ? `${videos} vidéo est maintenant à vous ici.` : `${videos} vidéos sont maintenant à vous ici.`,
      drafts ? (drafts === 1 ? "1 brouillon est venu avec." : `${drafts} brouillons sont venus avec.`) : "",
      known ? (known === 1 ? "1 était déjà là." : `${known} étaient déjà là.`) : "",
      videos ? "Personne d’autre ne les voit avant que vous les publiiez." : "",
    ]
      .filter(Boolean)
      .join(" "),
  taken_literally: (words: string) => `Inconnu, cherché tel quel : ${words}`,
  try_again_in: (seconds: number) => `Trop souvent. Réessayez dans ${seconds} s.`,
  type_handle: (handle: string) => `Tapez ${handle} pour continuer`,
  unblock_person: (handle: string) => `Débloquer @${handle}`,
  unmute_person: (handle: string) => `Ne plus masquer @${handle}`,
  uses_left: (n: number) => (n < 2 ? `${n} utilisation restante` : `${n} utilisations restantes`),
  weight_of: (words: string) => `Poids de ${words}`,
  write_to: (name: string) => `Écrire à ${name}`,
  added_at: (words: string, at: number) => `Ajouté à la place ${at} : ${words}`,
  moved_to: (words: string, at: number) => `Maintenant à la place ${at} : ${words}`,
  move_clip: (words: string, at: number) => `Déplacer, maintenant à la place ${at} : ${words}`,
  remove_clip: (words: string) => `Retirer : ${words}`,
  stitch_total: (now: string, most: string) => `${now} sur ${most} au plus`,
  stitch_long: (n: number) => (n < 2 ? `${n} seconde de trop.` : `${n} secondes de trop.`),
  stitch_many: (n: number) => `${n} clips au plus.`,
  plan_longest: (n: number) => `Votre formule permet des clips de ${n} s au plus.`,
  card_up: (at: number) => `Monter la carte ${at}`,
  card_down: (at: number) => `Descendre la carte ${at}`,
  card_seconds: (at: number) => `Secondes de la carte ${at}`,
  from_original: (name: string) => `D’après un original de ${name}`,
  posts: (n: number) => (n < 2 ? "publication" : "publications"),
  followers: (n: number) => (n < 2 ? "abonné" : "abonnés"),
  following: (n: number) => (n < 2 ? "abonnement" : "abonnements"),
  minor_pause: (n: number) => `Le fil demande au bout de ${n} minutes au plus si cela suffit.`,
  why: (code: string, words: string): string => {
    switch (code) {
      case "followed":
        return "Vous suivez cette personne";
      case "fresh":
        return "Nouveau";
      case "trending":
        return "Tendance, vérifiée";
      case "popular":
        return "Beaucoup l’aiment";
      case "liked_by_similar":
        return "Aimé par des gens aux mêmes goûts";
      case "exploration":
        return "Quelque chose de différent";
      case "matches_wish":
        return `Votre souhait : ${words}`;
      default:
        return words;
    }
  },
};
