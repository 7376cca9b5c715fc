import type { ExpressionsByLevel } from './expression.js';

/** `~`: the object may stand there. Levels are our estimates. */
export const englishPhrasalVerbs: ExpressionsByLevel = {
  A1: `come in; get up; go back; go out; listen to; look at; sit down; stand up; turn ~ off; turn ~ on; wake ~ up; put ~ on`,
  A2: `come back; come on; find ~ out; get back; get in; get off; get on; get out; get out of; give ~ back; go away; go down; go in; go on;
    go up; grow up; hurry up; lie down; look after; look for; look ~ up; move in; move out; pay ~ back; pick ~ up; put ~ away;
    put ~ down; run away; slow down; switch ~ off; switch ~ on; take ~ off; take ~ out; throw ~ away; try ~ on; turn around;
    turn ~ down; turn ~ up; wait for; walk away; wash up; write ~ down; fill ~ in; check in; check out; dress up; call ~ back; give ~ up;
    clean ~ up; come over; get married to; go by; bring ~ back; let ~ in; log in; log out; show ~ around; stay up; eat out`,
  B1: `add ~ up; ask for; back up; blow ~ out; blow ~ up; break down; break into; break up; break up with; bring ~ up; burn down;
    call ~ off; calm ~ down; care for; carry on; carry ~ out; catch up; catch up with; cheer ~ up; clear ~ up; close ~ down; come across; come along;
    come down; come from; come off; come out; come up; come up with; cross ~ out; cut ~ down; cut down on; cut ~ off; cut ~ out; deal with; depend on;
    do without; drop in; drop ~ off; drop out; eat ~ up; end up; fall apart; fall behind; fall down; fall for; fall off; fall out; fall over; figure ~ out;
    fill ~ out; fill ~ up; fit in; get ahead; get along; get along with; get around; get away; get away with; get by; get ~ down; get into; get on with;
    get over; get rid of; get through; get together; give ~ away; give in; give ~ out; go after; go ahead; go along with; go for; go off; go over;
    go through; go with; go without; hand ~ in; hand ~ out; hang around; hang on; hang out; hang ~ up; heat ~ up; help ~ out; hold on; hold ~ up; join in;
    keep on; keep up; keep up with; knock ~ down; knock ~ out; lay ~ off; leave ~ behind; leave ~ out; let ~ down; let ~ out; look around; look forward to;
    look into; look like; look out; look through; make ~ up; make up for; miss out on; mix ~ up; note ~ down; pass away; pass out; pay ~ off; pick ~ out;
    plug ~ in; point ~ out; pull over; pull ~ out; put ~ off; put ~ out; put ~ together; put ~ up; put up with; rely on; ring ~ up; run into; run out;
    run out of; run over; save up; sell out; send ~ back; send for; send ~ off; set off; set ~ up; settle down; shout at; show off; show up; shut ~ down;
    shut up; sign up; sleep in; sort ~ out; speak up; split up; stand for; stand out; stay in; stay out; stick to; take after; take ~ apart; take ~ away;
    take ~ back; take ~ down; take ~ in; take ~ on; take ~ over; take part in; take ~ up; talk ~ over; tear ~ up; tell ~ off; think about; think ~ over;
    throw ~ out; tidy ~ up; turn back; turn into; turn over; turn out; turn to; use ~ up; wake up to; warm ~ up; watch out; wear ~ out; wipe ~ out;
    work ~ out; wrap ~ up; zip ~ up; worry about; believe in; belong to; laugh at; line up; lock ~ up; move on; pull up; rip ~ off; run after; set out`,
  B2: `account for; act up; back down; back ~ up; back out; bail ~ out; bear with; beat ~ up; blurt ~ out; boil down to; bounce back; break ~ in; break off;
    break out; break through; bring ~ about; bring ~ down; bring ~ on; bring ~ out; bring ~ together; brush up on; build ~ up; bump into; call for; call on;
    call ~ up; catch on; chicken out; chip in; clear ~ out; come about; come apart; come around; come by; come down with; come forward; come through; come to;
    come up against; come upon; count on; cover ~ up; crack down on; cross ~ off; dawn on; die down; die out; do away with; do ~ over; do ~ up; doze off; drag on; draw ~ up;
    dream ~ up; drive ~ away; drop by; dwell on; ease off; even ~ out; face up to; fade away; fall back on; fall through; fight back; get across; get ~ across;
    get around to; get at; get back at; get ~ over with; get up to; give ~ off; give way to; go about; go against; go around; go back on; go in for; go under; grow apart;
    grow on; grow out of; hand ~ down; hand ~ over; hang up on; hit on; hold ~ back; hold off; hold out; iron ~ out; keep ~ away; keep ~ down; keep from; keep ~ off; keep to;
    kick ~ off; kick ~ out; lash out; lay ~ out; lead to; lean on; let off; let on; live on; live through; live up to; look back on; look down on; look on; look ~ over;
    look up to; make do with; make for; make off with; make ~ out; mess around; mess ~ up; miss out; name ~ after; narrow ~ down; open up; opt for; opt out; own up; part with;
    pass ~ down; pass ~ off; pass on; pass ~ up; patch ~ up; phase ~ out; pick on; piece ~ together; pile up; play ~ down; pull ~ apart; pull ~ down; pull ~ off; pull through;
    pull ~ together; push around; put ~ across; put ~ aside; put ~ forward; put ~ through; read up on; resort to; root for; rub ~ out; rule ~ out; run ~ by; run down; run for;
    run off; run through; run up against; see ~ off; see ~ through; see to; sell ~ off; set ~ aside; set back; set in; settle for; settle in; single ~ out; sink in; snap out of;
    speed up; spell ~ out; stand by; stand in for; stand up for; stand up to; start over; step down; step in; stick around; stick by; stick out; stick up for; stir ~ up; stock up on;
    straighten ~ out; sum ~ up; swear by; take ~ aback; take to; talk ~ into; talk ~ out of; tear ~ apart; tear ~ down; throw up; tie ~ up; touch on; track ~ down; trade in;
    trick into; tune in; turn against; turn ~ away; turn ~ in; walk out on; ward ~ off; wash ~ away; water ~ down; wear off; weigh ~ up; win ~ over; wind ~ up; wind down; work ~ up;
    work on; write ~ off; zone out; zoom in; get ~ together; hook ~ up; freak out; hang on to; hold on to; keep ~ out; pack ~ up; set ~ free; slip away; watch over`,
  C1: `abide by; allow for; bank on; bow out; branch out; brim with; butt in; cater to; churn ~ out; clamp down on; cling to; coax into; come in for; come to terms with; conjure ~ up;
    cotton on; cut back on; cut in; drum ~ up; eke ~ out; embark on; fend for; fend ~ off; fizzle out; flesh ~ out; fob ~ off; follow ~ up; fritter ~ away; gloss over; hammer ~ out;
    hanker after; hinge on; home in on; keel over; lay into; live ~ down; mull ~ over; nod off; palm ~ off; pander to; pan out; peter out; pin ~ down; pore over; press on; rake ~ in;
    rattle ~ off; reel ~ off; rope ~ in; scrape by; set about; set forth; shy away from; sift through; sound ~ out; stave ~ off; stem from; tail off; tamper with; taper off; tide ~ over;
    tip ~ off; tone ~ down; toy with; trump ~ up; usher ~ in; vouch for; while ~ away; whip ~ up; wriggle out of; zero in on`,
};
