/** Who and what may be in a picture, and how it is called; in English, German, Spanish and French, without accents. */
export const people = {
  man: 'man father grandfather brother husband king prince fisherman farmer soldier captain sailor baker wizard knight guy gentleman detective mann vater bruder konig fischer bauer hombre padre hermano rey pescador homme pere frere roi pecheur',
  woman:
    'woman mother grandmother sister wife queen princess witch lady nurse waitress frau mutter schwester konigin mujer madre hermana reina abuela femme mere soeur reine oma',
  child:
    'child boy girl kid son daughter baby toddler student pupil junge madchen kind sohn tochter nino nina hijo hija enfant garcon fille schuler',
  person:
    'person astronaut cosmonaut traveller traveler teacher doctor driver narrator stranger hero heroine friend scientist engineer keeper neighbour neighbor explorer wanderer artist writer musician worker customer lehrer lehrerin arzt reisender persona maestro viajero amigo personne professeur voyageur ami shepherd',
  crowd:
    'people crowd family audience villager crew team guest passenger tourist soldier leute menge familie gente multitud familia gens foule famille',
} as const;
/** Who somebody is of whom something else was said, or nothing. */
export const pronouns = {
  man: 'he him his',
  woman: 'she her hers ella elle',
} as const;
export type Folk = keyof typeof people;

/** On the ground, outdoors. */
export const outdoorThings = {
  house: 'house cottage home cabin hut farmhouse barn haus hutte casa cabana granja maison cabane ferme',
  lighthouse: 'lighthouse leuchtturm faro phare',
  castle: 'castle palace fortress tower schloss burg castillo palacio torre chateau palais tour',
  church: 'church chapel cathedral temple kirche iglesia catedral eglise cathedrale',
  windmill: 'windmill mill windmuhle molino moulin',
  bridge: 'bridge brucke puente pont',
  boat: 'boat sailboat canoe raft ferry segelboot barco bote barca bateau voilier',
  ship: 'ship vessel steamer tanker schiff navire buque',
  car: 'car taxi truck van vehicle auto wagen coche carro voiture camion bus',
  train: 'train railway locomotive station zug bahnhof tren ferrocarril gare',
  bicycle: 'bicycle bike cyclist fahrrad bicicleta velo',
  rocket: 'rocket spaceship spacecraft shuttle rakete raumschiff cohete fusee launch',
  tent: 'tent camp zelt tienda tente',
  campfire: 'campfire fire bonfire flame feuer lagerfeuer fuego hoguera feu',
  bench: 'bench banco banc',
  streetLamp: 'streetlamp lamppost streetlight lantern laterne farola lanterne lamp',
  flowers: 'flower rose tulip sunflower blossom daisy blume flor fleur',
  tree: 'tree oak birch pine fir willow baum arbol arbre eiche',
  palm: 'palm palme palmera palmier oasis',
  rocks: 'rock stone boulder cliff felsen stein roca piedra rocher pierre',
  fence: 'fence zaun valla cerca cloture gate',
  road: 'road path track trail highway lane weg pfad camino carretera sendero chemin route',
  robot: 'robot android machine roboter maquina',
  snowman: 'snowman schneemann',
} as const;

export const animals = {
  dog: 'dog puppy hound hund perro chien',
  wolf: 'wolf fox coyote fuchs lobo zorro loup renard',
  cat: 'cat kitten katze gato chat',
  horse: 'horse pony foal pferd caballo cheval rider',
  deer: 'deer stag elk reindeer hirsch reh ciervo cerf',
  cow: 'cow bull cattle ox kuh vaca vache elephant',
  sheep: 'sheep lamb goat schaf oveja mouton flock',
  fish: 'fish whale dolphin shark fisch wal delfin pez ballena poisson baleine',
} as const;

export const flyingThings = {
  birds:
    'bird gull seagull eagle crow swallow raven dove goose vogel mowe adler pajaro gaviota aguila oiseau mouette aigle',
  balloon: 'balloon airballoon ballon globo montgolfiere',
  airplane: 'airplane plane aircraft jet flugzeug avion',
  kite: 'kite drachen cometa cerfvolant',
  butterfly: 'butterfly schmetterling mariposa papillon',
} as const;

export const indoorThings = {
  table: 'table meal dinner breakfast supper tisch mesa comida repas',
  chair: 'chair stool stuhl silla chaise',
  armchair: 'sofa couch armchair sessel sillon canape fauteuil',
  bed: 'bed bett cama lit pillow asleep sleep',
  floorLamp: 'lamp light lampe lampara candle kerze vela bougie',
  bookshelf: 'book bookshelf shelf buch libro livre story',
  desk: 'desk computer laptop screen keyboard schreibtisch escritorio ordinateur',
  clock: 'clock watch hour uhr reloj horloge',
  painting: 'painting picture portrait frame gemalde cuadro tableau photograph',
  plant: 'plant flower vase pflanze planta plante',
  piano: 'piano music klavier musica musique',
  fireplace: 'fireplace fire hearth stove chimney kamin chimenea cheminee',
  stove: 'oven cook cooking soup bread herd horno sopa pan four pain',
  blackboard: 'blackboard whiteboard board lesson tafel pizarra tableau',
  robot: 'robot android roboter machine',
  door: 'door tur puerta porte',
} as const;

export type OutdoorThing = keyof typeof outdoorThings;
export type Animal = keyof typeof animals;
export type FlyingThing = keyof typeof flyingThings;
export type IndoorThing = keyof typeof indoorThings;
