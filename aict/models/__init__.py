from aict.models.arguments import AictPage, MethodPage
from aict.models.brochure import BrochurePage
from aict.models.faq import FaqPage, Question
from aict.models.figures import FiguresPage, KeyFigure, published_figures
from aict.models.funding import FundingPage, FundingSource
from aict.models.goals import Goal, GoalsPage
from aict.models.history import HistoryPage
from aict.models.partners import Partner, PartnersPage
from aict.models.values import FigureValue

__all__ = [
    "AictPage",
    "BrochurePage",
    "FaqPage",
    "FigureValue",
    "FiguresPage",
    "FundingPage",
    "FundingSource",
    "Goal",
    "GoalsPage",
    "HistoryPage",
    "KeyFigure",
    "MethodPage",
    "Partner",
    "PartnersPage",
    "Question",
    "published_figures",
]
