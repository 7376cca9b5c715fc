import type { ExpressionsByLevel } from './expression.js';

/** Levels are our estimates. A word stands for all its forms; `=`: what is said. */
export const spanishExpressions: ExpressionsByLevel = {
  A1: `por favor; tener ~ hambre; tener ~ sed; tener ~ frío; tener ~ calor; tener ~ sueño; tener que; hacer ~ frío; hacer ~ calor; hay que; de nada; buenos días; buenas noches; buenas tardes`,
  A2: `tener ~ ganas de; tener ~ miedo; tener ~ prisa; tener ~ razón; tener ~ suerte; tener ~ cuidado; por supuesto; de repente; a veces; acabar de; volver a; ir de compras; hacer falta; hacer cola; por fin; a menudo; en seguida; de acuerdo; estar de acuerdo; dar un paseo; por lo menos; echar de menos; hacer la cama; pasarlo bien = pasar ~ bien`,
  B1: `darse cuenta = dar cuenta; sin embargo; llevar a cabo; tener en cuenta; dejar de; echar una mano; hacer caso; ponerse de acuerdo = poner ~ de acuerdo; tener lugar; valer la pena; estar harto de; de vez en cuando; a lo mejor; en cuanto a; tomar el pelo; meter la pata; dar igual; dar miedo; dar vergüenza; a pesar de; al menos;
    quedar bien; caer bien; caer mal; hacer daño; hacer las paces; perder el tiempo; por casualidad; de todas formas; sin duda; tarde o temprano; echar un vistazo; de memoria; poner la mesa; guardar silencio`,
  B2: `estar en las nubes; costar un ojo de la cara; dar en el clavo; no tener pelos en la lengua; ser pan comido; tirar la toalla; a duras penas; hacer hincapié en; echar la culpa; dar por sentado; estar hecho polvo; ir al grano; llamar la atención; pasar por alto; ponerse las pilas = poner ~ las pilas; sacar de quicio; ser uña y carne; tener la culpa; quedarse de piedra = quedar ~ de piedra; cruzarse de brazos = cruzar ~ de brazos; de pura cepa; en un abrir y cerrar de ojos; matar dos pájaros de un tiro; más vale tarde que nunca; hacer la vista gorda; buscarle tres pies al gato = buscar ~ tres pies al gato; poner los puntos sobre las íes`,
};
