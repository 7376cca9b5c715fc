/** What words of a prompt stand for; in English, German, Spanish and French, without accents. Plurals are found by their singular. */
export const places = {
  mountains: 'mountain peak summit alp cliff ridge berg gebirge gipfel montana cumbre sierra montagne sommet',
  hills:
    'hill valley countryside wiese hugel tal colina valle campo colline vallee campagne landscape landschaft paisaje',
  field: 'field farm meadow prairie wheat harvest feld acker bauernhof trigo granja champ ferme ble pasture barn',
  forest: 'forest wood woodland jungle grove wald dschungel bosque selva foret bois clearing',
  sea: 'sea ocean beach coast shore wave bay island surf tide meer ozean strand kuste insel mar oceano playa costa isla ola plage cote ile',
  lake: 'lake pond lago teich etang lac',
  river: 'river stream creek riverbank fluss bach rio arroyo riviere fleuve ruisseau',
  desert: 'desert dune sahara canyon oasis wuste desierto duna',
  city: 'city town downtown street avenue skyline skyscraper alley rooftop traffic market square metropolis stadt strasse gasse platz markt ciudad calle plaza mercado ville marche gebaude sidewalk',
  village: 'village hamlet cottage dorf pueblo aldea',
  harbour: 'harbour harbor port pier dock quay wharf marina hafen puerto muelle quai',
  garden: 'garden park orchard yard jardin garten parque backyard playground',
  snow: 'arctic glacier tundra iceberg antarctica polar gletscher glaciar eis ski',
  space:
    'space planet galaxy orbit asteroid universe cosmos weltraum weltall planeta galaxia universo espace planete astronaut spaceship spacecraft mars',
  underwater: 'underwater reef coral seabed submarine unterwasser riff arrecife',
  livingRoom:
    'room livingroom indoors interior house apartment home hall lounge parlour cabin zimmer wohnzimmer haus wohnung sala casa salon chambre maison attic hallway corridor',
  kitchen: 'kitchen bakery restaurant diner kuche backerei cocina panaderia cuisine boulangerie',
  bedroom: 'bedroom hospital ward schlafzimmer krankenhaus dormitorio hospital hopital nursery',
  office:
    'office desk meeting laboratory lab studio workshop boardroom buro werkstatt labor oficina taller laboratorio bureau atelier',
  library:
    'library archive bookshop bookstore study bibliothek buchladen biblioteca libreria bibliotheque librairie museum',
  classroom: 'classroom school lecture university seminar klassenzimmer schule escuela aula clase ecole classe',
  cafe: 'cafe pub tavern bar inn coffeehouse kneipe taberna taverne',
} as const;

export type Place = keyof typeof places;

export const indoorPlaces: readonly Place[] = [
  'livingRoom',
  'kitchen',
  'bedroom',
  'office',
  'library',
  'classroom',
  'cafe',
];

export const times = {
  dawn: 'dawn sunrise morning daybreak morgen sonnenaufgang morgendammerung amanecer manana alba aube matin lever',
  day: 'day noon midday afternoon daylight tag mittag nachmittag dia mediodia tarde jour midi',
  dusk: 'dusk sunset evening twilight abend sonnenuntergang dammerung atardecer ocaso crepusculo soir crepuscule',
  night:
    'night midnight moonlight moonlit starlight starry moon star nacht mitternacht mond stern noche medianoche luna estrella nuit minuit lune etoile',
} as const;
export type Time = keyof typeof times;

export const weathers = {
  clear: 'clear sunny cloudless sonnig soleado ensoleille',
  cloudy: 'cloud cloudy overcast wolke nube nublado nuage grey',
  rain: 'rain rainy raining drizzle downpour wet regen regnet lluvia llueve pluie umbrella puddle',
  storm:
    'storm thunder lightning thunderstorm tempest hurricane sturm gewitter blitz tormenta trueno rayo orage eclair',
  snow: 'snow snowy snowing blizzard snowfall frost schnee schneit nieva nieve neige snowflake',
  fog: 'fog foggy mist misty haze nebel niebla brouillard brume',
} as const;
export type Weather = keyof typeof weathers;

export const seasons = {
  spring: 'spring blossom bloom fruhling primavera printemps april',
  summer: 'summer sommer verano ete july august',
  autumn: 'autumn october november herbst otono automne',
  winter: 'winter christmas december january ice icy frozen weihnachten invierno navidad hiver noel snowman',
} as const;
export type Season = keyof typeof seasons;

export const moods = {
  calm: 'calm quiet peaceful still silent gentle serene ruhig friedlich tranquilo calme paisible',
  joyful:
    'happy joy joyful laugh smile cheerful party festival dance celebrate gluck frohlich feliz alegre fiesta heureux joie',
  sad: 'sad lonely alone grief cry tear funeral goodbye lost traurig einsam triste solo llora seul',
  tense:
    'danger fear afraid angry war battle fight chase panic terror blood angst krieg gefahr miedo guerra peligro peur danger',
  mysterious:
    'mystery mysterious secret strange magic magical dream ghost ancient geheim seltsam zauber traum misterio magia sueno mystere magie reve',
  romantic: 'love kiss romantic heart wedding liebe kuss amor beso boda amour baiser',
} as const;
export type Mood = keyof typeof moods;

export const styles = {
  noir: 'noir monochrome blackandwhite greyscale grayscale charcoal pencil sketch',
  sepia: 'sepia vintage antique nostalgic',
  pastel: 'pastel watercolour watercolor dreamy aquarell acuarela aquarelle',
  vivid: 'vivid neon vibrant colourful colorful saturated bold cyberpunk comic',
} as const;
export type Style = keyof typeof styles;
